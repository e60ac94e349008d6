package dev.cloudlet.protocol;

/** Finds the REST operation of a method and a path. */
final class Router {
    void add(OperationModel operation) {}
}
