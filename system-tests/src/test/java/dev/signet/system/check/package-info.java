/** Checks that look at a run's data only, whatever made them: tables, queues, logs and files. They share no code with the services. */
@NullMarked
package dev.signet.system.check;

import org.jspecify.annotations.NullMarked;
