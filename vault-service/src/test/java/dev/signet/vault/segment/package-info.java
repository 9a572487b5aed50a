@NullMarked
package dev.signet.vault.segment;

import org.jspecify.annotations.NullMarked;
