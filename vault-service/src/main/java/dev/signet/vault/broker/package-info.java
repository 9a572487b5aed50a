/** The vault as request and reply over the broker. */
@NullMarked
package dev.signet.vault.broker;

import org.jspecify.annotations.NullMarked;
