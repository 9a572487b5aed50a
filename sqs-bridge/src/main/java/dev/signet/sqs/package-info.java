/** Brings messages from an Amazon SQS queue to the intake's exchange, at least once each. */
@NullMarked
package dev.signet.sqs;

import org.jspecify.annotations.NullMarked;
