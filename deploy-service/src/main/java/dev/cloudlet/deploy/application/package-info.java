/** Applications: what revisions and deployment groups belong to. */
@NullMarked
package dev.cloudlet.deploy.application;

import org.jspecify.annotations.NullMarked;
