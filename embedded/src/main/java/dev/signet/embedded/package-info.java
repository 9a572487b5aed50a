/** A PostgreSQL and an AMQP broker in this JVM's care, for those who have no server to hand. */
@NullMarked
package dev.signet.embedded;

import org.jspecify.annotations.NullMarked;
