/** The audit log, checked without the service that keeps it. */
@NullMarked
package dev.signet.cli.audit;

import org.jspecify.annotations.NullMarked;
