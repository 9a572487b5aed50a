/** The lease protocol: who gets which key, and how it comes back. */
@NullMarked
package dev.signet.key.lease;

import org.jspecify.annotations.NullMarked;
