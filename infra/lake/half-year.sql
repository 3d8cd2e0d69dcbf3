-- Form II.06a of every unit in a period, counted from the facts alone, as one Hive-partitioned data set: what a country that outgrows the
-- app runs in DuckDB, Spark or Fabric. The words of vocabularies are those of docs comments in shared/GovPipeline.Domain/Dossiers.
--
--   $facts  folder of the container "facts", downloaded or mounted
--   $first, $last  first and last local day; $last is at most the day that data tell of (AsOf)
--
-- A partition is read when a code of its month can matter; each dossier stands in one partition once, so nothing is joined.
WITH dossiers AS (
  SELECT
    receivingUnitId AS unit_id,
    channel IN ('OnlineFull', 'OnlinePartial', 'OnlineOther') AS online,
    CAST(received AS DATE) AS received,
    CAST(due AS DATE) AS due,
    CAST(finished AS DATE) AS finished,
    CAST(coalesce(refused, received, submitted) AS DATE) AS refused,
    status,
    status IN (7, 9, 10) OR (status = 8 AND finished IS NOT NULL) AS ended,        -- withdrawn, finished, returned; stopped with an end
    status IN (5, 6) OR (status = 8 AND finished IS NULL) AS paused,               -- waits for papers or money; stopped without an end
    status IN (2, 4, 5, 6, 7, 8, 9, 10) AS counts                                  -- neither merely filed (1) nor refused (3)
  FROM read_parquet($facts || '/dossiers/*/*/*.parquet', hive_partitioning = true)
  WHERE deleted IS NULL
)
SELECT
  unit_id AS UnitId,
  count(*) FILTER (counts AND received < $first AND (NOT ended OR finished >= $first)) AS CarriedOver,
  count(*) FILTER (counts AND received BETWEEN $first AND $last) AS Received,
  count(*) FILTER (counts AND online AND received BETWEEN $first AND $last) AS ReceivedOnline,
  count(*) FILTER (counts AND ended AND finished BETWEEN $first AND $last) AS Resolved,
  count(*) FILTER (counts AND ended AND finished BETWEEN $first AND $last AND status <> 7 AND finished < due) AS ResolvedEarly,
  count(*) FILTER (counts AND ended AND finished BETWEEN $first AND $last AND status <> 7 AND finished > due) AS ResolvedLate,
  count(*) FILTER (counts AND received <= $last AND (NOT ended OR finished > $last)) AS Pending,
  count(*) FILTER (counts AND received <= $last AND (NOT ended OR finished > $last) AND due < $last AND NOT paused) AS PendingLate,
  count(*) FILTER (status = 3 AND refused BETWEEN $first AND $last) AS Refused
FROM dossiers
GROUP BY unit_id
ORDER BY unit_id
