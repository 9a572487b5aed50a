/*
 * The dispatcher, liveness: no batch is forgotten, whoever dies between two steps.
 *
 * A dispatcher claims a batch, publishes its trigger, waits for the broker's confirm, marks the batch. A worker takes the
 * trigger, stores the batch's signatures, acknowledges last. Each of the three may die between any two of its steps; there are
 * finitely many such faults. A broker that dies loses what it has not confirmed; one that is wiped (WIPED) loses everything.
 *
 * Claimed batches become due again: for ever until they are marked, and with the RECONCILER until they are signed.
 */
#ifndef BATCHES
#define BATCHES 2
#endif
#ifndef ONLY /* 11: the witness; must fail, or the model has nothing to say */
#define ONLY 0
#endif
#ifndef FAULTS
#define FAULTS 3
#endif

mtype = { PLANNED, DISPATCHED, SIGNED };
mtype = { NOTHING, RECEIVED, SAFE };
mtype batch[BATCHES] = PLANNED;   /* collection-service's rows */
mtype trigger[BATCHES] = NOTHING; /* at the broker; all triggers of one batch are as one */
bool unacked[BATCHES];            /* the worker has it, the broker still keeps it */
bool confirmed[BATCHES];
byte faults = FAULTS;
byte W1 = (ONLY != 11);    /* witness, must be reached: all is signed although all faults have happened */

#ifdef RECONCILER
#define DUE(b) (batch[b] != SIGNED)
#else
#define DUE(b) (batch[b] == PLANNED)
#endif
#define ANY_DUE    (DUE(0) || DUE(BATCHES - 1))
#define WAITING(b) (trigger[b] != NOTHING && !unacked[b])
#define ALL_SIGNED (batch[0] == SIGNED && batch[BATCHES - 1] == SIGNED)

ltl settled { <> [] ALL_SIGNED }

inline mayDie() {
    if
    :: true
    :: atomic { faults > 0 -> faults--; goto restarted }
    fi
}

inline forgotten(b) {
    trigger[b] = NOTHING;
    unacked[b] = false
}

inline publish() {
    d_step {
        confirmed[b] = (trigger[b] == SAFE);
        if
        :: trigger[b] == NOTHING -> trigger[b] = RECEIVED
        :: else
        fi
    }
}

inline mark() {
    d_step {
        if
        :: batch[b] == PLANNED -> batch[b] = DISPATCHED
        :: else /* the store has overtaken it */
        fi
    }
}

inline acknowledge() {
    d_step {
        if
        :: unacked[b] -> confirmed[b] = true; forgotten(b)
        :: else /* the broker does not know it any more */
        fi
    }
}

active proctype dispatcher() {
    byte b;
restarted:
    do
    :: d_step {
            ANY_DUE -> /* in turn */
            do
            :: DUE(b) -> break
            :: else -> b = (b + 1) % BATCHES
            od
        }
        mayDie();
#ifdef MARK_FIRST
        mark();
        mayDie();
#endif
        publish();
        mayDie();
#ifndef NO_CONFIRM
        do
        :: confirmed[b] -> break
        :: !confirmed[b] && trigger[b] == NOTHING -> publish() /* no confirm will come: again */
        od;
        mayDie();
#endif
        mark();
        b = (b + 1) % BATCHES
    :: timeout -> assert(W1 || !(ALL_SIGNED && faults == 0)) /* nobody has anything to do: time passes */
    od
}

active proctype broker() {
    byte b;
    do
    :: d_step { trigger[b] == RECEIVED -> trigger[b] = SAFE; confirmed[b] = true }
    :: d_step { trigger[b] != RECEIVED && trigger[(b + 1) % BATCHES] == RECEIVED -> b = (b + 1) % BATCHES }
    :: d_step { faults > 0 && trigger[b] == RECEIVED -> faults--; forgotten(b) }
#ifdef WIPED
    :: d_step { faults > 0 && (trigger[0] != NOTHING || trigger[BATCHES - 1] != NOTHING) ->
            faults--;
            forgotten(0);
            forgotten(BATCHES - 1)
        }
#endif
    od
}

active proctype worker() {
    byte b;
restarted: /* the broker delivers again what was not acknowledged */
    unacked[b] = false;
    do
    :: d_step {
            WAITING(0) || WAITING(BATCHES - 1) -> /* in turn */
            do
            :: WAITING(b) -> break
            :: else -> b = (b + 1) % BATCHES
            od;
            unacked[b] = true
        }
#ifdef AUTO_ACK
        acknowledge();
#endif
        mayDie();
        batch[b] = SIGNED;
        mayDie();
#ifndef AUTO_ACK
        acknowledge();
#endif
        b = (b + 1) % BATCHES
    od
}
