/** Who may look and who may do something: whoever has a token for it. */
@NullMarked
package dev.signet.console.access;

import org.jspecify.annotations.NullMarked;
