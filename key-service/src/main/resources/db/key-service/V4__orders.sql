-- Which handing out of the batch the lease was granted for: an order is good for one lease. Leases of before orders have none.
ALTER TABLE key_lease ADD COLUMN attempt bigint NOT NULL DEFAULT 0;
-- also a lease request: was this order used, or a newer one?
CREATE UNIQUE INDEX one_lease_per_order ON key_lease (batch_id, attempt) WHERE attempt > 0;
