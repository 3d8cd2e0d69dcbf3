using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;
using GovPipeline.Domain.Periods;
using GovPipeline.Testing;

namespace GovPipeline.Pipeline.Tests;

/// <summary>
/// Recomputes every figure from the landed exports with an engine and in a language of its own: DuckDB SQL, written from
/// domain rules and not from our code.
/// </summary>
internal sealed class Recomputation : IDisposable
{
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");
    private readonly string _folder = Directory.CreateTempSubdirectory("govpipeline-duck-").FullName;
    private readonly DateOnly _asOf;

    public Recomputation(IEnumerable<(string Source, DateOnly Day, byte[] Content)> exports)
    {
        _duck.Open();
        Run("CREATE TABLE raw(source VARCHAR, day DATE, sha VARCHAR, row_no BIGINT, code VARCHAR, field VARCHAR, level VARCHAR, channel VARCHAR, received "
            + "VARCHAR, due VARCHAR, finished VARCHAR, returned VARCHAR, status VARCHAR, unit VARCHAR, updated VARCHAR)");
        Run("CREATE TABLE office(day DATE, sha VARCHAR, row_no BIGINT, read_on DATE, unit VARCHAR, direction VARCHAR, type VARCHAR, total BIGINT, electronic "
            + "BIGINT, org BIGINT, person BIGINT, deadline BIGINT, intime BIGINT, files BIGINT, online BIGINT)");
        foreach (var (source, day, content) in exports)
        {
            _asOf = day > _asOf ? day : _asOf;
            if (source == "eoffice")
            {
                LoadOffice(day, content);
            }
            else
            {
                Load(source, day, content);
            }
        }

        Run("CREATE TABLE units(name VARCHAR, id VARCHAR, tier VARCHAR)");
        foreach (var (name, id, tier) in Units)
        {
            Run($"INSERT INTO units VALUES ('{name}', '{id}', '{tier}')");
        }

        Run(
            """
            CREATE TABLE dossiers AS
            WITH typed AS (
              SELECT source, day, sha, row_no, trim(code) AS code, trim(field) AS field, trim(level) AS level, trim(channel) AS channel, trim(status) AS status,
                     coalesce(received, '') AS received_text, coalesce(due, '') AS due_text, coalesce(finished, '') AS finished_text,
                     try_strptime(received, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y'])::DATE AS received,
                     try_strptime(due, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y'])::DATE AS due,
                     try_strptime(coalesce(nullif(finished, ''), returned), ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y'])::DATE AS finished,
                     try_strptime(updated, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y']) AS updated,
                     u.id AS unit
              FROM raw LEFT JOIN units u ON u.name = trim(raw.unit)),
            good AS (
              SELECT * FROM typed
              WHERE coalesce(code, '') <> '' AND unit IS NOT NULL AND updated IS NOT NULL
                AND status IN ('Mới đăng ký', 'Không được tiếp nhận', 'Đang xử lý', 'Yêu cầu bổ sung giấy tờ', 'Công dân yêu cầu rút hồ sơ', 'Đã trả kết quả')
                AND channel IN ('Trực tuyến', 'Qua mạng', 'Trực tiếp', 'Tại Bộ phận Một cửa', 'Bưu chính công ích', 'Qua BCCI')
                AND (received_text = '' OR received IS NOT NULL) AND (due_text = '' OR due IS NOT NULL) AND (finished_text = '' OR finished IS NOT NULL)
                AND (received IS NULL OR (received <= day + 1 AND (finished IS NULL OR finished >= received) AND (due IS NULL OR due >= received)))
                AND NOT (status IN ('Đang xử lý', 'Yêu cầu bổ sung giấy tờ') AND finished IS NOT NULL)
                AND (status IN ('Mới đăng ký', 'Không được tiếp nhận') OR received IS NOT NULL)
                AND NOT (status IN ('Công dân yêu cầu rút hồ sơ', 'Đã trả kết quả') AND finished IS NULL))
            SELECT *,
              channel IN ('Trực tuyến', 'Qua mạng') AS online, channel IN ('Bưu chính công ích', 'Qua BCCI') AS postal,
              status IN ('Công dân yêu cầu rút hồ sơ', 'Đã trả kết quả') AS ended
            FROM good QUALIFY row_number() OVER (PARTITION BY code ORDER BY updated DESC, day DESC, sha DESC, row_no DESC) = 1
            """);
    }

    /// <summary>The reference units, as the samples write them.</summary>
    private static (string Name, string Id, string Tier)[] Units { get; } =
    [
        ("UBND thành phố Tây Ninh", "tnc-one-stop", "District"), ("TP Tây Ninh", "tnc-one-stop", "District"),
        ("Bộ phận Một cửa thành phố", "tnc-one-stop", "District"),
        ("Phường 1", "tnc-phuong-1", "Commune"), ("Phường 2", "tnc-phuong-2", "Commune"), ("Phường 3", "tnc-phuong-3", "Commune"),
        ("Phường IV", "tnc-phuong-4", "Commune"), ("Phường 4", "tnc-phuong-4", "Commune"), ("P. Hiệp Ninh", "tnc-hiep-ninh", "Commune"),
        ("Phường Hiệp Ninh", "tnc-hiep-ninh", "Commune"), ("Phường Ninh Sơn", "tnc-ninh-son", "Commune"), ("Phường Ninh Thạnh", "tnc-ninh-thanh", "Commune"),
        ("Xã Thạnh Tân", "tnc-thanh-tan", "Commune"), ("Xã Tân Bình", "tnc-tan-binh", "Commune"), ("Xã Bình Minh", "tnc-binh-minh", "Commune"),
    ];

    /// <summary>Every counter by the name it is published under, for a unit, tier or all, of all fields or one.</summary>
    /// <param name="period">The period.</param>
    /// <param name="where">SQL condition on unit and field.</param>
    public Dictionary<string, long> Counters(Period period, string where)
    {
        var (s, e) = (Day(period.Start), Day(period.End < _asOf ? period.End : _asOf));
        const string Full = "level = 'Mức độ 4'";
        const string Enabled = "level IN ('Mức độ 3', 'Mức độ 4')";
        return One(
            $"""
            SELECT
              count(*) FILTER (counts AND received < {s} AND (NOT ended OR finished >= {s})) AS "CarriedOver",
              count(*) FILTER (new) AS "Received",
              count(*) FILTER (new AND online) AS "ReceivedOnline",
              count(*) FILTER (new AND online AND {Full}) AS "ReceivedOnlineFull",
              count(*) FILTER (new AND online AND level = 'Mức độ 3') AS "ReceivedOnlinePartial",
              count(*) FILTER (new AND online AND level NOT IN ('Mức độ 3', 'Mức độ 4')) AS "ReceivedOnlineOther",
              count(*) FILTER (new AND postal) AS "ReceivedPostal",
              count(*) FILTER (new AND NOT online AND NOT postal) AS "ReceivedInPerson",
              count(*) FILTER (new AND {Enabled}) AS "EnabledReceived",
              count(*) FILTER (new AND online AND {Enabled}) AS "EnabledOnline",
              count(*) FILTER (new AND {Full}) AS "FullProcessReceived",
              count(*) FILTER (new AND online AND {Full}) AS "FullProcessOnline",
              count(*) FILTER (done) AS "Resolved",
              count(*) FILTER (done AND status <> 'Công dân yêu cầu rút hồ sơ' AND finished < due) AS "ResolvedEarly",
              count(*) FILTER (done AND (status = 'Công dân yêu cầu rút hồ sơ' OR finished = due OR due IS NULL)) AS "ResolvedOnTime",
              count(*) FILTER (done AND status <> 'Công dân yêu cầu rút hồ sơ' AND finished > due) AS "ResolvedLate",
              count(*) FILTER (done AND status = 'Công dân yêu cầu rút hồ sơ') AS "Withdrawn",
              count(*) FILTER (done AND status <> 'Công dân yêu cầu rút hồ sơ' AND due IS NULL) AS "ResolvedWithoutDueDate",
              count(*) FILTER (counts AND received <= {e} AND (NOT ended OR finished > {e})) AS "Pending",
              count(*) FILTER (counts AND received <= {e} AND (NOT ended OR finished > {e}) AND due < {e}
                AND status <> 'Yêu cầu bổ sung giấy tờ') AS "PendingLate",
              count(*) FILTER (counts AND new) + count(*) FILTER (counts AND received < {s} AND (NOT ended OR finished >= {s})) AS "Total"
            FROM (SELECT *, status NOT IN ('Mới đăng ký', 'Không được tiếp nhận') AS counts,
                    counts AND received BETWEEN {s} AND {e} AS new, counts AND ended AND finished BETWEEN {s} AND {e} AS done
                  FROM dossiers JOIN (SELECT DISTINCT id, tier FROM units) u ON u.id = unit) d
            WHERE {where}
            """);
    }

    /// <summary>Numerator and denominator of an e-office indicator, for a condition on unit; null when nothing is known.</summary>
    public (long Numerator, long Denominator)? Office(string indicator, Period period, string where)
    {
        var (numerator, denominator, condition) = indicator switch
        {
            "VB01" => ("electronic", "total", "direction = 'DI'"),
            "VB02" => ("least(org, person)", "electronic", "direction = 'DI' AND org IS NOT NULL AND person IS NOT NULL"),
            "VB03" => ("intime", "deadline", "direction = 'DEN'"),
            _ => ("online", "files", "true"),
        };
        var found = One(
            $"""
            SELECT coalesce(sum({numerator}), 0) AS n, coalesce(sum({denominator}), 0) AS d, count(*) AS readings
            FROM (SELECT o.*, u.id, u.tier FROM office o JOIN units u ON u.name = o.unit
                  WHERE electronic IS NULL OR electronic <= total
                  QUALIFY row_number() OVER (PARTITION BY u.id, read_on, direction, type ORDER BY day DESC, sha DESC, row_no DESC) = 1) x
            WHERE read_on BETWEEN {Day(period.Start)} AND {Day(period.End)} AND {condition} AND {numerator} IS NOT NULL AND {denominator} IS NOT NULL
              AND {where.Replace("unit =", "id =", StringComparison.Ordinal)}
            """);
        return found["readings"] == 0 ? null : (found["n"], found["d"]);
    }

    /// <summary>What a unit received, received online and finished on a day.</summary>
    public (long Received, long Online, long Finished) Daily(string unit, string day)
    {
        var found = One(
            $"""
            SELECT count(*) FILTER (counts AND received = DATE '{day}') AS received, count(*) FILTER (counts AND received = DATE '{day}' AND online) AS online,
                   count(*) FILTER (counts AND ended AND finished = DATE '{day}') AS finished
            FROM (SELECT *, status NOT IN ('Mới đăng ký', 'Không được tiếp nhận') AS counts FROM dossiers) WHERE unit = '{unit}'
            """);
        return (found["received"], found["online"], found["finished"]);
    }

    /// <summary>Rows of all files, and of these the ones that break no rule.</summary>
    public long Scalar(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _duck.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Day(DateOnly day) => $"DATE '{day:yyyy-MM-dd}'";

    private void LoadOffice(DateOnly day, byte[] content)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(content));
        var path = Path.Combine(_folder, sha + ".csv");
        File.WriteAllBytes(path, content);
        Run(
            $"""
            INSERT INTO office SELECT {Day(day)}, '{sha}', row_number() OVER (), strptime(NgaySoLieu, '%d/%m/%Y')::DATE, MaDonVi, Huong, LoaiVanBan,
              TongSo::BIGINT,
              GuiNhanDienTu::BIGINT, KySoToChuc::BIGINT, KySoCaNhan::BIGINT, CoHan::BIGINT, XuLyDungHan::BIGINT, HoSoCongViecTong::BIGINT,
                HoSoCongViecTrenMang::BIGINT
            FROM read_csv('{path}', header=true, all_varchar=true, parallel=false)
            """);
    }

    private void Load(string source, DateOnly day, byte[] content)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(content));
        var path = Path.Combine(_folder, sha + ".csv");
        File.WriteAllBytes(path, content);
        var header = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').Split('\n')[0].TrimEnd('\r');
        var delimiter = header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var names = header.Split(delimiter);
        var columns = "{" + string.Join(", ", names.Select(n => $"'{n}': 'VARCHAR'")) + "}";
        string Column(params string[] wanted) => names.FirstOrDefault(wanted.Contains) is { } name ? $"\"{name}\"" : "NULL";
        Run(
            $"""
            INSERT INTO raw SELECT '{source}', {Day(day)}, '{sha}', row_number() OVER (),
              {Column("Mã hồ sơ", "Số hồ sơ")}, {Column("Lĩnh vực")}, {Column("Mức độ", "Mức độ DVC")}, {Column("Hình thức nộp", "Kênh tiếp nhận")},
              {Column("Ngày tiếp nhận", "Ngày nhận")}, {Column("Ngày hẹn trả", "Hạn xử lý")}, {Column("Ngày kết thúc xử lý", "Ngày có kết quả")},
              {Column("Ngày trả", "Ngày trả kết quả")}, {Column("Trạng thái", "Tình trạng")}, {Column("Đơn vị tiếp nhận", "Bộ phận Một cửa")},
                {Column("Ngày cập nhật")}
            FROM read_csv('{path}', delim='{delimiter}', header=true, all_varchar=true, null_padding=true, parallel=false, quote='"', auto_detect=false,
              columns={columns})
            """);
    }

    public void Run(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Dictionary<string, long> One(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        reader.Read();
        return Enumerable.Range(0, reader.FieldCount)
            .ToDictionary(reader.GetName, i => long.Parse(reader.GetValue(i).ToString()!, CultureInfo.InvariantCulture));
    }
}
