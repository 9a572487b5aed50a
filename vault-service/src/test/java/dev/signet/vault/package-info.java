@NullMarked
package dev.signet.vault;

import org.jspecify.annotations.NullMarked;
