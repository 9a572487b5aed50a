/** Who may use which key, and when it is free again. */
@NullMarked
package dev.signet.key;

import org.jspecify.annotations.NullMarked;
