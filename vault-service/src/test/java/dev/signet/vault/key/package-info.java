@NullMarked
package dev.signet.vault.key;

import org.jspecify.annotations.NullMarked;
