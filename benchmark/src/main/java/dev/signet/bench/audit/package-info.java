/** The audit log beside what one would do without it: a document per event, inserted by itself. */
@NullMarked
package dev.signet.bench.audit;

import org.jspecify.annotations.NullMarked;
