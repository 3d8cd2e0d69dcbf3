using System.Globalization;
using DuckDB.NET.Data;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Pipeline.Tests;

/// <summary>The sample exports of every system beside the one-stops, taken in and published once for all tests of the class.</summary>
public sealed class SystemsFixture : IAsyncLifetime
{
    public const string Period = "nd09-2022-H1";

    private TestPipeline _pipeline = null!;

    public IReadOnlyList<IndicatorRow> Rows { get; private set; } = [];

    public IReadOnlyList<BreakdownRow> Breakdowns { get; private set; } = [];

    public TestPipeline Pipeline => _pipeline;

    public async Task InitializeAsync()
    {
        _pipeline = await TestPipeline.StartAsync();
        foreach (var (source, day, content) in Csv.AllSeedExports())
        {
            await _pipeline.DropAsync(source, content, day, source.StartsWith("onestop-", StringComparison.Ordinal) ? day.AddMonths(-1).AddDays(1) : null);
        }

        await _pipeline.DrainAsync();
        var tables = _pipeline.Get<PublishedTables>();
        Rows = await tables.ReadAsync<IndicatorRow>("indicators", Period, CancellationToken.None);
        Breakdowns = await tables.ReadAsync<BreakdownRow>("breakdowns", Period, CancellationToken.None);
    }

    public async Task DisposeAsync() => await _pipeline.DisposeAsync();
}

/// <summary>Tests that look at the published sample of all systems and change nothing of it.</summary>
[CollectionDefinition(Name)]
public sealed class AllSystems : ICollectionFixture<SystemsFixture>
{
    public const string Name = "All systems";
}

/// <summary>Every indicator of every system, from its export to the published row, against DuckDB over the same files.</summary>
[Collection(AllSystems.Name)]
public sealed class SystemsTests(SystemsFixture fixture)
{
    private const string InForce =
        "strptime(HieuLucTu, '%d/%m/%Y') <= DATE '2022-06-14' AND (HieuLucDen IS NULL OR strptime(HieuLucDen, '%d/%m/%Y') >= DATE '2022-06-14')";
    private const string Held = "TrangThai = 'DA_HOP'";
    private const string Answers = "RatHaiLong::INT + HaiLong::INT + BinhThuong::INT + KhongHaiLong::INT";

    private const string Decided =
        """
        (SELECT *, CASE TrangThai WHEN 'Từ chối' THEN 2 WHEN 'Chuyển đơn vị khác' THEN 2 WHEN 'Yêu cầu bổ sung' THEN 5 ELSE 15 END AS days,
           (SELECT count(*) FROM working w WHERE w.day > received AND w.day <= coalesce(answered, exported)) AS taken
         FROM (SELECT *, strptime(NgayTiepNhan, '%d/%m/%Y')::DATE AS received, strptime(NgayTraLoi, '%d/%m/%Y')::DATE AS answered,
           strptime(regexp_extract(filename, '(\d{4}-\d\d-\d\d)\.csv', 1), '%Y-%m-%d')::DATE AS exported FROM {feedback}))
        """;

    private const string WithDossiers =
        """
        left(MaTTHC, 8) IN (SELECT left("Mã TTHC", 8) FROM {onestop-city} WHERE try_strptime("Ngày tiếp nhận", '%d/%m/%Y %H:%M:%S') >= DATE '2021-12-15'
          UNION SELECT left("Mã thủ tục", 8) FROM {onestop-wards} WHERE try_strptime("Ngày nhận", '%d/%m/%Y %H:%M:%S') >= DATE '2021-12-15')
        """;

    private static readonly string Hours = $"(SELECT *, {OfficeHours("BatDau", "KetThuc")} AS hours FROM {{software-incidents}})";

    private static readonly string Register =
        $"(SELECT *, {OfficeHours("NgayDen", "NgayTrinh")} AS to_present, {OfficeHours("NgayDen", "NgayHoanThanh")} AS to_complete FROM {{eoffice-register}})";

    /// <summary>Indicator, table, numerator, denominator (1 for none), name of the unit column (empty where the rows name none).</summary>
    public static TheoryData<string, string, string, string, string> Indicators => new()
    {
        { "HKG01", "{meetings}", $"count(*) FILTER ({Held} AND CoInGiay = '0' AND SoTaiLieu::INT > 0)", $"count(*) FILTER ({Held})", "DonViToChuc" },
        { "HKG02", "{meetings}", $"sum(SoTaiLieu::INT) FILTER ({Held})", $"count(*) FILTER ({Held})", "DonViToChuc" },
        { "HKG03", "{meetings}", $"sum(SoDangNhapPhanMem::INT) FILTER ({Held})", $"sum(SoThamDu::INT) FILTER ({Held})", "DonViToChuc" },
        { "HKG04", "{meetings}", $"sum(SoTrangTaiLieu::INT * SoThamDu::INT) FILTER ({Held} AND CoInGiay = '0')", "1", "DonViToChuc" },
        { "EM02", "{official-mail}", "sum(SoTaiKhoanHoatDong::INT)", "sum(SoCBCCVC::INT)", "MaDonVi" },
        { "CB01", "{computers}", "sum(SoMayNoiMang::INT)", "sum(SoCBCCVC::INT)", "MaDonVi" },
        { "DV01H", "{online-services}", $"count(*) FILTER (Cap = 'HUYEN' AND MucDo = 'Mức độ 4' AND {InForce})",
            $"count(*) FILTER (Cap = 'HUYEN' AND {InForce})", "" },
        { "DV01X", "{online-services}", $"count(*) FILTER (Cap = 'XA' AND MucDo = 'Mức độ 4' AND {InForce})", $"count(*) FILTER (Cap = 'XA' AND {InForce})",
            "" },
        { "DV02H", "{online-services}", $"count(*) FILTER (Cap = 'HUYEN' AND MucDo <> 'Mức độ 2' AND {WithDossiers} AND {InForce})",
            $"count(*) FILTER (Cap = 'HUYEN' AND MucDo <> 'Mức độ 2' AND {InForce})", "" },
        { "DV02X", "{online-services}", $"count(*) FILTER (Cap = 'XA' AND MucDo <> 'Mức độ 2' AND {WithDossiers} AND {InForce})",
            $"count(*) FILTER (Cap = 'XA' AND MucDo <> 'Mức độ 2' AND {InForce})", "" },
        { "DV03H", "{online-services}", $"count(DISTINCT MaLinhVuc) FILTER (Cap = 'HUYEN' AND MucDo <> 'Mức độ 2' AND {InForce})",
            $"count(DISTINCT MaLinhVuc) FILTER (Cap = 'HUYEN' AND {InForce})", "" },
        { "DV03X", "{online-services}", $"count(DISTINCT MaLinhVuc) FILTER (Cap = 'XA' AND MucDo <> 'Mức độ 2' AND {InForce})",
            $"count(DISTINCT MaLinhVuc) FILTER (Cap = 'XA' AND {InForce})", "" },
        { "ZL01", "{zalo}", "sum({n:NguoiQuanTam}) FILTER (Ngay = '14/06/2022')", "1", "MaDonVi" },
        { "ZL02", "{zalo}", "sum(TraLoiTrong24h::INT)", "sum(TinNhanDen::INT)", "MaDonVi" },
        { "ZL03", "{zalo}", "sum(TraCuuHoSo::INT)", "1", "MaDonVi" },
        { "CN01", "{digital-teams}", "count(DISTINCT MaDonVi) FILTER (SoTo::INT > 0)", "count(DISTINCT MaDonVi)", "MaDonVi" },
        { "CN02", "{digital-teams}", "sum(SoThanhVien::INT) FILTER (Ky = 'Tháng 06/2022')", "1", "MaDonVi" },
        { "CN03", "{digital-teams}", "sum(SoNguoiHuongDan::INT)", "1", "MaDonVi" },
        { "CN04", "{digital-teams}", "sum(SoBuoi::INT)", "1", "MaDonVi" },
        { "CN05", "{digital-teams}", "sum({n:KinhPhiDaChi})", "sum({n:KinhPhiDuocCap})", "MaDonVi" },
        { "CN06", "{digital-teams}", "sum(SoHoSoHoTro::INT)", "1", "MaDonVi" },
        { "TK01", "{national-accounts}", "sum({n:SoTaiKhoanDVCQG}) FILTER (NgaySoLieu = '14/06/2022')",
            "sum({n:DanSoTu14Tuoi}) FILTER (NgaySoLieu = '14/06/2022')", "MaXa" },
        { "TK02", "{national-accounts}", "sum({n:SoMuc2}) FILTER (NgaySoLieu = '14/06/2022')", "sum({n:SoTaiKhoanDVCQG}) FILTER (NgaySoLieu = '14/06/2022')",
            "MaXa" },
        { "CT01", "{certification}", "sum(SoBanDienTu::INT)", "sum(SoVuChungThuc::INT)", "MaDonVi" },
        { "CT02", "{certification}", "sum(SoHoSoDungBanDienTu::INT)", "sum(SoHoSoCoBanChungThuc::INT)", "MaDonVi" },
        { "CT03", "{certification-refusals}", "sum(SoLan::INT)", "1", "MaDonVi" },
        { "PA01", Decided, "count(*) FILTER (answered IS NOT NULL AND taken <= days)", "count(*) FILTER (answered IS NOT NULL OR taken > days)", "DonVi" },
        { "PA02", "{feedback}", "count(*) FILTER (MucHaiLong IN ('Rất hài lòng', 'Hài lòng'))", "count(MucHaiLong)", "DonVi" },
        { "PA03", "{feedback}", "count(*) FILTER (LinhVuc = 'Phần mềm')", "1", "DonVi" },
        { "HL01", "{satisfaction}", "sum(RatHaiLong::INT + HaiLong::INT)", $"sum({Answers})", "MaDonVi" },
        { "HL04", "{satisfaction}", "sum(KhongHaiLong::INT)", $"sum({Answers})", "MaDonVi" },
        { "HL03", "{satisfaction}", "sum(SoThaiDoDungMuc::INT)", "sum(SoDanhGiaThaiDo::INT)", "MaDonVi" },
        { "HL02", "{satisfaction}", $"sum({Answers})", "sum(SoHoSoDaTra::INT)", "MaDonVi" },
        { "PM01", "{software-incidents}", "count(*)", "1", "" },
        { "PM02", Hours, "sum(hours)", "1", "" },
        { "PM03", "{double-entry}", "sum(SoHoSoNhapHaiLan::INT)", "sum(SoHoSo::INT)", "MaDonVi" },
        { "PM04", Hours, "sum(hours * SoDonViAnhHuong::INT)", "1", "" },
        { "NL01", "{capacity}", "sum(SoCBChuyenTrachCNTT::INT) FILTER (Ky = 'Quý II/2022')", "sum(SoCBCCVC::INT) FILTER (Ky = 'Quý II/2022')", "MaDonVi" },
        { "NL02", "{capacity}", "sum(SoLuotHocVien::INT)", "1", "MaDonVi" },
        { "KP01", "{capacity}", "sum({n:KinhPhiThucHien})", "sum({n:KinhPhiKeHoach})", "MaDonVi" },
        { "TT01", "{capacity}", "sum(SoTinBai::INT)", "1", "MaDonVi" },
        { "VB05", "{eoffice}", "sum(ThongBaoNhanTrongNgay::INT) FILTER (Huong = 'DEN')", "sum(GuiNhanDienTu::INT) FILTER (Huong = 'DEN')", "MaDonVi" },
        { "VB06", Register, "sum(to_complete) FILTER (TrangThai = 'Hoàn thành')", "count(*) FILTER (TrangThai = 'Hoàn thành')", "MaDonVi" },
        { "VB08", Register, "sum(to_present)", "count(*)", "MaDonVi" },
        { "VB07", "{eoffice}", "sum(ThuHoi::INT) FILTER (Huong = 'DI' AND GuiNhanDienTu::INT <= TongSo::INT)",
            "sum(TongSo::INT) FILTER (Huong = 'DI' AND GuiNhanDienTu::INT <= TongSo::INT AND ThuHoi IS NOT NULL)", "MaDonVi" },
    };

    /// <summary>The office hours between two moments: what they share with the morning and the afternoon of each working day.</summary>
    private static string OfficeHours(string from, string to) =>
        $"""
        round((SELECT coalesce(sum(greatest(0, epoch(least(strptime({to}, '%d/%m/%Y %H:%M'), w.day + s.closes)) - epoch(greatest(strptime({from},
          '%d/%m/%Y %H:%M'), w.day + s.opens)))), 0) / 3600.0
          FROM working w, (VALUES (INTERVAL 420 MINUTE, INTERVAL 690 MINUTE), (INTERVAL 810 MINUTE, INTERVAL 1020 MINUTE)) s(opens, closes)), 4)::DECIMAL(18, 4)
        """;

    [Theory]
    [MemberData(nameof(Indicators))]
    public void An_indicator_equals_what_another_engine_makes_of_the_export(string indicator, string table, string numerator, string denominator,
        string unitColumn)
    {
        using var duck = new Duck(fixture);
        Check(duck, "area:tay-ninh-city", "true");
        if (unitColumn.Length > 0)
        {
            Check(duck, "tnc-phuong-1", $"\"{unitColumn}\" = 'Phường 1'");
        }

        void Check(Duck engine, string unit, string where)
        {
            var (top, bottom) = engine.Pair($"SELECT coalesce({numerator}, 0), coalesce({denominator}, 0) FROM {table} WHERE {where}");
            bottom.ShouldBeGreaterThan(0, $"{indicator} {unit} is a test of nothing");
            var row = fixture.Rows.Single(r => r.Indicator == indicator && r.UnitId == unit);
            row.HasData.ShouldBeTrue();
            row.Numerator.ShouldBe(top, 1e-6, $"{indicator} {unit}");
            row.Denominator.ShouldBe(bottom, 1e-6, $"{indicator} {unit}");
            row.Value.ShouldBe(top / bottom * (row.Format == "PerThousand" ? 1000 : 1), 1e-9);
        }
    }

    [Fact]
    public void The_mean_of_unit_rates_stands_beside_the_weighted_ratio_and_both_are_above_95_percent()
    {
        using var duck = new Duck(fixture);
        var (mean, units) =
            duck.Pair(
            "SELECT avg(rate), count(*) FROM (SELECT sum(SoTaiKhoanHoatDong::INT) / sum(SoCBCCVC::INT) AS rate FROM {official-mail} GROUP BY MaDonVi)");
        var row = fixture.Rows.Single(r => r is { Indicator: "EM01", UnitId: "area:tay-ninh-city" });
        (row.Denominator, units).ShouldBe((11, 11));
        row.Value.ShouldBe(mean, 1e-9);
        row.Value.ShouldBeGreaterThan(0.95);
        fixture.Rows.Single(r => r is { Indicator: "EM02", UnitId: "area:tay-ninh-city" }).Value.ShouldNotBe(row.Value);
    }

    [Fact]
    public void The_figures_of_the_article_come_out()
    {
        Value("CB01").ShouldBe(1);
        Value("EM01").ShouldBeGreaterThan(0.95);
        var teams = fixture.Rows.Single(r => r is { Indicator: "CN01", UnitId: "area:tay-ninh-city" });
        (teams.Numerator, teams.Denominator).ShouldBe((10, 10));
        double Value(string indicator) => fixture.Rows.Single(r => r.Indicator == indicator && r.UnitId == "area:tay-ninh-city").Value;
    }

    [Fact]
    public async Task Accounts_grow_from_month_to_month_are_ranked_by_ward_and_estimates_are_marked()
    {
        var rows = await fixture.Pipeline.Get<PublishedTables>().ReadAsync<IndicatorRow>("indicators", "cal-2022-M06", CancellationToken.None);
        using var duck = new Duck(fixture);
        var (now, then) =
            duck.Pair(
            "SELECT sum({n:SoTaiKhoanDVCQG}) FILTER (NgaySoLieu = '14/06/2022'), sum({n:SoTaiKhoanDVCQG}) FILTER (NgaySoLieu = '14/05/2022') FROM "
            + "{national-accounts}");
        var growth = rows.Single(r => r is { Indicator: "TK03", UnitId: "area:tay-ninh-city" });
        (growth.Numerator, growth.Denominator).ShouldBe((now - then, then));

        var wards = rows.Where(r => r is { Indicator: "TK01", IsRollup: false, HasData: true }).ToList();
        wards.Count.ShouldBe(10);
        wards.OrderByDescending(w => w.Value).Select(w => w.Rank).ShouldBe(wards.Select(w => w.Rank).Order());
        wards.ShouldAllBe(w => w.RankedUnits == 10 && w.HasPrevious && w.PreviousValue > 0 && w.Value > w.PreviousValue);
        wards.Where(w => w.IsEstimate).Select(w => w.UnitId).ShouldBe(["tnc-tan-binh"]);
        rows.Single(r => r is { Indicator: "TK01", UnitId: "area:tay-ninh-city" }).IsEstimate.ShouldBeTrue("part of it is an estimate");
        rows.Single(r => r is { Indicator: "TK01", UnitId: "tnc-one-stop" }).HasData.ShouldBeFalse("nobody told of it: missing stays missing");
    }

    [Fact]
    public void Software_that_troubles_citizens_is_ranked_with_the_worst_first()
    {
        using var duck = new Duck(fixture);
        var worst = duck.Text("SELECT HeThong FROM {software-incidents} GROUP BY HeThong ORDER BY count(*) DESC LIMIT 1");
        fixture.Breakdowns.Single(b => b is { Indicator: "PM01", Rank: 1 }).Item.ShouldBe(worst);
        foreach (var (indicator, sql) in new[]
        {
            ("PM01", "SELECT count(*) FROM {software-incidents} WHERE HeThong = '{0}'"),
            ("PM03", "SELECT sum(SoHoSoNhapHaiLan::INT) FROM {double-entry} WHERE HeThong = '{0}'"),
            ("PA03", "SELECT count(*) FROM {feedback} WHERE LinhVuc = 'Phần mềm' AND HeThong = '{0}'"),
            ("CT03", "SELECT sum(SoLan::INT) FROM {certification-refusals} WHERE LyDo = 'Chưa có quy định' AND '{0}' = 'no-rule'"),
        })
        {
            foreach (var row in fixture.Breakdowns.Where(b => b.Indicator == indicator && (indicator != "CT03" || b.Item == "no-rule")))
            {
                row.Numerator.ShouldBe(double.Parse(duck.Text(sql.Replace("{0}", row.Item, StringComparison.Ordinal)), CultureInfo.InvariantCulture),
                    $"{indicator} {row.Item}");
            }

            fixture.Breakdowns.Count(b => b.Indicator == indicator).ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public void Every_indicator_of_the_reference_data_is_shown_by_the_samples()
    {
        var tested = Indicators.Select(i => (string)i[0]!).Concat(["EM01", "TK03"]).Concat(["HS01", "HS02", "HS03", "HS04", "VB01", "VB02", "VB03", "VB04"]);
        fixture.Pipeline.Reference.Indicators.Select(i => i.Id).Order().ShouldBe(tested.Order());
    }

    /// <summary>DuckDB over the files of the samples: <c>{source}</c> is its files, <c>{n:column}</c> a number with groups.</summary>
    private sealed class Duck : IDisposable
    {
        private readonly DuckDBConnection _connection = new("Data Source=:memory:");

        public Duck(SystemsFixture fixture)
        {
            _connection.Open();
            var days = Enumerable.Range(0, 400).Select(i => new DateOnly(2021, 9, 1).AddDays(i)).Where(fixture.Pipeline.Reference.Calendar.IsWorkingDay);
            Run($"CREATE TABLE working AS SELECT unnest([{string.Join(',', days.Select(d => $"DATE '{d:yyyy-MM-dd}'"))}]) AS day");
        }

        public (double Top, double Bottom) Pair(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = Expand(sql);
            using var reader = command.ExecuteReader();
            reader.Read();
            return (Number(reader.GetValue(0)), Number(reader.GetValue(1)));
        }

        public string Text(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = Expand(sql);
            return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
        }

        public void Dispose() => _connection.Dispose();

        private static double Number(object value) => double.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture);

        private static string Expand(string sql)
        {
            sql = System.Text.RegularExpressions.Regex.Replace(sql, @"\{n:(\w+)\}", "replace($1, chr(160), '')::BIGINT");
            return System.Text.RegularExpressions.Regex.Replace(
                sql,
                @"\{([a-z-]+)\}",
                m => $"read_csv('{Path.Combine(Csv.Seeds, "exports", m.Groups[1].Value)}/*.csv', all_varchar=true, header=true, filename=true, "
                    + $"null_padding=true, strict_mode=false, delim='{(m.Groups[1].Value is "eoffice" or "onestop-city" ? ',' : ';')}')");
        }

        private void Run(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
