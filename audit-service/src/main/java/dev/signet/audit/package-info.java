/** The audit log: what happened, where and when. */
@NullMarked
package dev.signet.audit;

import org.jspecify.annotations.NullMarked;
