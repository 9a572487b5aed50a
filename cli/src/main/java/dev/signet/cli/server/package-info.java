/** Signet's services as seen from outside: their public REST API, nothing else. */
@NullMarked
package dev.signet.cli.server;

import org.jspecify.annotations.NullMarked;
