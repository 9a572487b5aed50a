@NullMarked
package dev.signet.vault.node;

import org.jspecify.annotations.NullMarked;
