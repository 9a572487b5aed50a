@NullMarked
package dev.signet.vaultclient;

import org.jspecify.annotations.NullMarked;
