/** Who may do what over the public API: people and programs that have a token, and those that have none. */
@NullMarked
package dev.signet.platform.people;

import org.jspecify.annotations.NullMarked;
