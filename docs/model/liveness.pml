/*
 * The whole system, liveness: if faults are finite, in the end all batches are signed, all keys free, all queues empty.
 *
 * Processes are scheduled fairly, queues are in order. The faults: a worker dies or stops for ever (one is left), at any
 * step; an answer is lost; a lease runs out while its holder works; a message is lost. What a fault leaves behind is repaired by
 * the reaper and the reconciler. Safety is checked in lease.pml; this model leaves out what it needs in addition (tokens).
 */
#ifndef KEYS
#define KEYS 1
#endif
#ifndef BATCHES
#define BATCHES 2
#endif
#ifndef WORKERS
#define WORKERS 2
#endif
#ifndef ONLY /* 11: the witness; must fail, or the model has nothing to say */
#define ONLY 0
#endif
#ifndef FAULTS
#define FAULTS 2
#endif

#define NOBODY      255
#define IN(set, i)   (((set) >> (i)) & 1)
#define ADD(set, i)  set = set | (1 << (i))
#define DROP(set, i) set = set & ~(1 << (i))
#define ALL(n)       ((1 << (n)) - 1)

mtype = { FREE, ACTIVE, REVOKING, FENCED };
mtype key[KEYS] = FREE;             /* the state of its open lease */
byte batch[KEYS];                   /* ... its batch */
byte holder[KEYS] = NOBODY;         /* ... the worker that is at it */
byte leased;                        /* batches with an open lease */
byte signer[BATCHES] = NOBODY;      /* the key whose signatures were stored; nobody else's will be: lease.pml */
byte isSigned;                      /* batches */
chan triggers = [BATCHES] of { byte };
byte queued;                        /* batches with a trigger in the queue; one of each is enough */
byte published;                     /* batches: without the reconciler none is published twice */
chan completed = [BATCHES] of { byte };
byte faults = FAULTS;
byte W1 = (ONLY != 11);    /* witness, must be reached: all is settled although all faults have happened */
byte alive = WORKERS;

#define FAULT faults > 0 -> faults--
#define SETTLED (isSigned == ALL(BATCHES) && ALL_FREE && len(triggers) == 0 && len(completed) == 0)
#if KEYS == 1
#define ALL_FREE (key[0] == FREE)
#else
#define ALL_FREE (key[0] == FREE && key[1] == FREE)
#endif

ltl settled { <> [] SETTLED }

#ifdef NO_RECONCILER
#define DUE(b) (!IN(isSigned | queued | published, b))
#else
#define DUE(b) (!IN(isSigned | queued, b)) /* when it is overdue is a question of time; being in the queue is not known */
#endif

/* Claims, publishes, confirms, marks: dispatch.pml. */
active proctype dispatcher() {
    byte b;
    do
    :: d_step {
            DUE(0) || DUE(BATCHES - 1) ->
            do
            :: DUE(b) -> break
            :: else -> b = (b + 1) % BATCHES
            od;
            ADD(published, b);
            ADD(queued, b);
            triggers!b;
            b = (b + 1) % BATCHES
        }
    :: atomic { nempty(triggers) && FAULT; triggers?b; DROP(queued, b) } /* the broker loses it */
    :: timeout -> assert(W1 || !(SETTLED && faults == 0)) /* nobody has anything to do: time passes */
    od
}

inline close(k) {
    key[k] = FREE;
    DROP(leased, batch[k]);
    batch[k] = 0;
    holder[k] = NOBODY
}

/* Takes a hint, asks collection-service, closes what is stored. */
#ifndef NO_HINTS
active proctype completions() {
    byte b;
    byte k;
    do
    :: d_step {
            completed?b ->
            k = signer[b];
            if
            :: k != NOBODY && key[k % KEYS] != FREE && batch[k % KEYS] == b -> close(k)
            :: else
            fi;
            b = 0;
            k = 0
        }
    od
}
#endif

/* Revokes what ran out, fences it, closes it; each step from the row alone. */
#define REAP(k) \
    :: d_step { key[k] == ACTIVE && holder[k] == NOBODY -> key[k] = REVOKING } \
    :: d_step { key[k] == ACTIVE && holder[k] != NOBODY && FAULT; key[k] = REVOKING } \
    :: d_step { key[k] == REVOKING -> key[k] = FENCED } \
    :: d_step { key[k] == FENCED -> close(k) }

#ifndef NO_REAPER
active proctype reaper() {
    do
    REAP(0)
#if KEYS > 1
    REAP(1)
#endif
    od
}
#endif

/* Instead of any step a worker may die, or stop for ever. */
#define OR_FAIL \
    :: atomic { FAULT; goto died } \
    :: atomic { alive > 1 && FAULT; alive--; goto stopped }

#define LEASED (k != NOBODY)
#define HOLDS  (LEASED && holder[k % KEYS] == _pid)

inline letGo() {
    if
    :: HOLDS -> holder[k] = NOBODY
    :: else
    fi;
    k = NOBODY;
    b = 0
}

inline ask() {
    if
    :: !IN(leased, b) && key[0] == FREE -> k = 0
    :: !IN(leased, b) && key[0] != FREE && key[KEYS - 1] == FREE -> k = KEYS - 1
    :: else /* BUSY, NO_KEY */
    fi;
    if
    :: k != NOBODY -> key[k] = ACTIVE; batch[k] = b; holder[k] = _pid; ADD(leased, b)
    :: else
    fi
}

inline store() {
    if
    :: !IN(isSigned, b) && HOLDS && key[k] != FENCED -> signer[b] = k; ADD(isSigned, b)
    :: else
    fi
}

inline revoke() {
    if
    :: HOLDS && key[k] == ACTIVE -> key[k] = REVOKING
    :: else
    fi
}

active [WORKERS] proctype worker() {
    byte b;
    byte k = NOBODY;
waiting:
    do
    :: atomic { triggers?b -> DROP(queued, b) }
        if
        :: IN(isSigned, b) -> goto signed
        :: d_step { !IN(isSigned, b) -> ask() }
        OR_FAIL
        fi;
        if
        :: !LEASED -> goto over                         /* deferred: due again later */
        :: d_step { LEASED -> store() }
        :: atomic { LEASED && FAULT; revoke(); goto over } /* gives up */
        :: atomic { LEASED && FAULT ->                /* the answer is lost; asked again, the same lease or GONE */
            if
            :: HOLDS && key[k] == ACTIVE -> store()
            :: else -> goto over
            fi
        }
        OR_FAIL
        fi;
        if
        :: signer[b] == k -> goto signed
        :: atomic { signer[b] != k -> revoke(); goto over } /* refused */
        OR_FAIL
        fi;
signed:
#ifndef NO_HINTS
        if
        :: completed!b
        :: d_step { FAULT; } /* the hint is lost */
        OR_FAIL
        fi;
#endif
over:
        if
        :: atomic { true -> letGo() }
        OR_FAIL
        fi
    od;
died: /* the broker delivers again what was not acknowledged */
    atomic {
        if
        :: !IN(queued, b) -> ADD(queued, b); triggers!b
        :: else
        fi;
        letGo();
        goto waiting
    }
stopped:
    atomic { letGo() }
}
