/** Tokens of people and programs, in the file by which a Signet knows them. */
@NullMarked
package dev.signet.cli.token;

import org.jspecify.annotations.NullMarked;
