/*
 * The lease protocol, safety: nothing wrong happens, whatever is late, repeated, out of order, stalled or dead.
 *
 * One process stands for one lease and does whatever may still happen to it, at any time and in any order. There are no
 * clocks, and as many workers as there are leases: what was sent stays in a set for ever and may arrive at any moment, any
 * number of times, also after its sender died; a lease may run out at any moment; whoever is to do the next step may never
 * do it. What changes nothing is no step (BUSY, DONE, NO_KEY, GONE, STALE, ALREADY_SIGNED, CLOSED_BATCH).
 *
 * Without options this is the chosen protocol. README.md says what the options are; each makes it a wrong one.
 */
#ifndef KEYS
#define KEYS 1
#endif
#ifndef BATCHES
#define BATCHES 2
#endif
#ifndef GRANTS /* of each key; KEYS * GRANTS may be 8 at most */
#define GRANTS 3
#endif
#ifndef ONLY /* the one promise that is asserted; 0 = all that can be kept */
#define ONLY 0
#endif

#if defined(NAIVE) || defined(UNIQUE) || defined(HIGHEST_TOKEN) || defined(ASK_LEASE)
#define EXPIRY_FREES
#endif
#ifdef NAIVE
#define RELEASE_WITHOUT_TOKEN
#endif

/* The promises, as names in assertions: never true, unless they are not asserted. */
byte A1 = (ONLY != 0 && ONLY != 1); /* a batch has one set of signatures, and none once it is split */
byte A2 = (ONLY != 0 && ONLY != 2); /* no signatures are committed whose key has been leased again */
byte A3 = (ONLY != 0 && ONLY != 3); /* at a grant, all former uses of the key are stored or never can be */
byte A4 = (ONLY != 4);              /* at a grant, no former holder has the key in memory: not promised */
byte A5 = (ONLY != 0 && ONLY != 5); /* the key taken is the least recently used of the free ones */
byte A6 = (ONLY != 0 && ONLY != 6); /* a verdict is final, and the ledger of leases agrees with the signatures */
byte W1 = (ONLY != 11);             /* witness, must be reached: a lease fenced, a key leased twice, all signed */
byte W2 = (ONLY != 12);             /* witness, must be reached: a store refused for nothing but its token */

#define LEASES       (KEYS * GRANTS)
#define IN(set, i)   (((set) >> (i)) & 1)
#define ADD(set, i)  set = set | (1 << (i))
#define DROP(set, i) set = set & ~(1 << (i))
#define ALL(n)       ((1 << (n)) - 1)

/* key-service */
mtype = { NONE, ACTIVE, REVOKING, CLOSED };
mtype state[LEASES] = NONE;
byte batch[LEASES];
byte token[KEYS];            /* of its last lease; 0 = never leased */
byte rank[KEYS];             /* order of last use; 0 = longest ago, or never */
byte free = ALL(KEYS);
byte busy;                   /* batches with an open lease */
byte done;                   /* batches with a lease closed STORED */
#ifdef NO_KEYRING_LOCK
byte picked;                 /* keys whose row a grant has locked, not committed yet */
#endif

/* collection-service */
byte signer[BATCHES];        /* 1 + the lease whose signatures were stored */
byte isSigned;                 /* batches */
byte isSplit;                  /* batches */
byte fence[KEYS];            /* the lowest token under which anything can be stored */
byte locked;                 /* batches whose row a store has locked */
byte storing;                /* leases whose store has made its checks, and is not committed yet */

/* what was sent: sets of leases that only grow */
byte stores;                 /* signatures, by a worker */
byte fences;                 /* a fence, by the reaper or because a worker gave up */
byte saidStored, saidFenced; /* collection-service's answer, to a fence or to a hint */

#define ME     (_pid)
#define KEY    (ME / GRANTS)
#define TOKEN  (ME % GRANTS + 1)
#define BATCH  batch[ME]
#define LAST   (KEY * GRANTS + token[KEY] - 1) /* the last lease of this key */
#define OPEN   (state[ME] == ACTIVE || state[ME] == REVOKING)
#define SIGNED (signer[BATCH] == ME + 1)       /* under this lease */

/* Keys are compared among those that are visible to the transaction. */
#define FIRST(keys) (NOT_BEFORE(0, keys) && NOT_BEFORE(1, keys) && NOT_BEFORE(2, keys))
#define NOT_BEFORE(k, keys) (k >= KEYS || !IN(keys, (k) % KEYS) || rank[(k) % KEYS] >= rank[KEY])

#define ONCE_FOR_EVER(i) (IN(isSigned | isSplit, batch[i]) || fence[KEY] > (i) % GRANTS + 1)

inline grant(b) {
    BATCH = b;
    assert(A5 || FIRST(free));
    for (i : KEY * GRANTS .. ME) {
        if
        :: i < ME -> assert(A3 || (!IN(storing, i) && ONCE_FOR_EVER(i))); assert(A4 || IN(stores, i))
        :: else
        fi
    }
    i = 0;
    state[ME] = ACTIVE;
    token[KEY] = TOKEN;
    DROP(free, KEY);
    ADD(busy, b)
}

/* The key is free, and last in line. */
inline close(lease) {
    state[lease] = CLOSED;
    DROP(busy, batch[lease]);
    ADD(free, KEY);
    for (i : 0 .. KEYS - 1) {
        if
        :: rank[i] > rank[KEY] -> rank[i]--
        :: else
        fi
    }
    i = 0;
    rank[KEY] = KEYS - 1
}

/* One transaction under the keyring's row lock. */
#define GRANTABLE(b) (state[ME] == NONE && token[KEY] == TOKEN - 1 && IN(free, KEY) && !IN(busy | done, b))

#ifndef NO_KEYRING_LOCK
#define GRANT(b) d_step { GRANTABLE(b) && FIRST(free) -> grant(b) }
#else
#define GRANT(b) d_step { GRANTABLE(b) && !IN(picked, KEY) && FIRST(free & ~picked) -> ADD(picked, KEY); BATCH = b }
#endif

#if defined(NAIVE)
#define ADMITTED true
#elif defined(UNIQUE)
#define ADMITTED (!IN(isSigned | isSplit, BATCH))
#elif defined(HIGHEST_TOKEN) /* the key's fence stays locked until the commit that raises it */
#define ADMITTED (!IN(isSigned | isSplit, BATCH) && TOKEN >= fence[KEY] && (storing & ALL(GRANTS) << KEY * GRANTS) == 0)
#elif defined(ASK_LEASE)
#define ADMITTED (!IN(isSigned | isSplit, BATCH) && state[ME] == ACTIVE)
#elif defined(SPLIT_IGNORED)
#define ADMITTED (!IN(isSigned, BATCH) && TOKEN >= fence[KEY])
#else
#define ADMITTED (!IN(isSigned | isSplit, BATCH) && TOKEN >= fence[KEY])
#endif

active [LEASES] proctype lease() {
    byte i;
end:
    do
    /* key-service */
    :: GRANT(0)
    :: GRANT(1)
#if BATCHES > 2
    :: GRANT(2)
#endif
#ifdef NO_KEYRING_LOCK
    :: d_step { state[ME] == NONE && token[KEY] == TOKEN - 1 && IN(picked, KEY) ->
        DROP(picked, KEY);
        if
        :: IN(busy | done, BATCH) -> BATCH = 0 /* a unique index refuses it */
        :: else -> grant(BATCH)
        fi
    }
#endif
#ifdef EXPIRY_FREES
    :: d_step { state[ME] == ACTIVE -> close(ME) }
#else
    :: d_step { state[ME] == ACTIVE -> state[ME] = REVOKING; ADD(fences, ME) }
    :: d_step { IN(saidFenced, ME) && OPEN -> assert(A6 || !SIGNED); close(ME) }
#endif
#ifdef RELEASE_WITHOUT_TOKEN
    :: d_step { IN(saidStored, ME) && !IN(free, KEY) -> ADD(done, BATCH); close(LAST) }
#else
    :: d_step { IN(saidStored, ME) && OPEN -> assert(A6 || SIGNED); ADD(done, BATCH); close(ME) }
#endif
#ifdef RELEASE_ON_ERROR
    :: d_step { IN(stores, ME) && OPEN -> close(ME) }
#endif

    /* the worker */
    :: d_step { state[ME] != NONE && !IN(stores, ME) -> ADD(stores, ME) }

    /* collection-service: a store locks the batch's row, decides, commits or is rolled back */
    :: d_step { IN(stores, ME) && !IN(storing, ME) && !IN(locked, BATCH) && ADMITTED ->
        ADD(locked, BATCH);
        ADD(storing, ME)
    }
    :: d_step { IN(storing, ME) ->
        assert(A1 || !IN(isSigned | isSplit, BATCH));
        assert(A2 || token[KEY] == TOKEN);
        assert(A6 || (OPEN && !IN(saidFenced, ME)));
        signer[BATCH] = ME + 1;
        ADD(isSigned, BATCH);
        assert(W1 || !(saidFenced != 0 && token[KEY] > 1 && isSigned == ALL(BATCHES)));
#ifdef HIGHEST_TOKEN
        if
        :: fence[KEY] < TOKEN -> fence[KEY] = TOKEN
        :: else
        fi;
#endif
        DROP(locked, BATCH);
        DROP(storing, ME)
    }
    :: d_step { IN(storing, ME) -> DROP(locked, BATCH); DROP(storing, ME) }
    :: d_step { IN(stores, ME) && !IN(locked | isSigned | isSplit, BATCH) && TOKEN < fence[KEY] -> assert(W2 || false) }

    /* ... a fence waits for that row; its verdict is for ever */
#ifdef FENCE_WITHOUT_LOCK
    :: d_step { IN(fences, ME) ->
#else
    :: d_step { IN(fences, ME) && !IN(locked, BATCH) ->
#endif
        if
        :: fence[KEY] <= TOKEN -> fence[KEY] = TOKEN + 1
        :: else
        fi;
        if
        :: SIGNED -> ADD(saidStored, ME)
        :: else -> ADD(saidFenced, ME)
        fi;
        assert(A6 || !(IN(saidStored, ME) && IN(saidFenced, ME)))
    }

    /* ... a hint may come at any time, from anyone: the answer is what is stored */
#ifdef HINT_BELIEVED
    :: d_step { state[ME] != NONE -> ADD(saidStored, ME) }
#else
    :: d_step { state[ME] != NONE && SIGNED -> ADD(saidStored, ME) }
#endif

    /* ... a batch that failed too often is split, at a report or at a fence */
    :: d_step { state[ME] != NONE && !IN(locked | isSigned | isSplit, BATCH) -> ADD(isSplit, BATCH) }
    od
}
