@NullMarked
package dev.signet.vault.index;

import org.jspecify.annotations.NullMarked;
