/** Input that nobody should send, to every route and queue there is: nothing of it may break a rule or a service. */
@NullMarked
package dev.signet.system.fuzz;

import org.jspecify.annotations.NullMarked;
