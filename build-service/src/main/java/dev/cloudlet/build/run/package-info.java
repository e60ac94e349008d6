/** Builds: started, carried through their phases in a machine, stopped. */
@NullMarked
package dev.cloudlet.build.run;

import org.jspecify.annotations.NullMarked;
