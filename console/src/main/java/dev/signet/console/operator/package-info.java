/** Who may change something: whoever has the operator's token. */
@NullMarked
package dev.signet.console.operator;

import org.jspecify.annotations.NullMarked;
