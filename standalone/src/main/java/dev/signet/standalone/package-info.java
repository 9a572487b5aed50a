/** All services in one JVM, one Spring context each, on embedded servers or given ones; and the demo that runs them. */
@NullMarked
package dev.signet.standalone;

import org.jspecify.annotations.NullMarked;
