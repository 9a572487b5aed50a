/** Signed statements: what one service decides, carried by others, checked where it takes effect. */
@NullMarked
package dev.signet.platform.statement;

import org.jspecify.annotations.NullMarked;
