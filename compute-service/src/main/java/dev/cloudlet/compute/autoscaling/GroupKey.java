package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;

/** Which group. */
record GroupKey(Place place, String name) {
    /** As the key of work: a name may hold slashes, so it comes last. */
    String text() {
        return place.account() + "/" + place.region() + "/" + name;
    }

    static GroupKey parse(String text) {
        String[] parts = text.split("/", 3);
        return new GroupKey(new Place(parts[0], parts[1]), parts[2]);
    }
}
