/** What all commands have in common: where the servers are, what the process ends with, and how lists are asked for. */
@NullMarked
package dev.signet.cli.command;

import org.jspecify.annotations.NullMarked;
