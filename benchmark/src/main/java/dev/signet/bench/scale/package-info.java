/** What it takes to sign more than one machine can: a simulation of the queues between the services, fed with what a batch costs each of them here. */
@NullMarked
package dev.signet.bench.scale;

import org.jspecify.annotations.NullMarked;
