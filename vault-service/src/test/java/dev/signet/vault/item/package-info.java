@NullMarked
package dev.signet.vault.item;

import org.jspecify.annotations.NullMarked;
