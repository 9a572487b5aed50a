/** Brings messages from an Amazon SQS queue to the intake; none is deleted there before it is committed here. */
@NullMarked
package dev.signet.sqs;

import org.jspecify.annotations.NullMarked;
