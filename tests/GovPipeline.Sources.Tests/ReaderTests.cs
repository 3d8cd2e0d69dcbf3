using System.Text;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Testing;

namespace GovPipeline.Sources.Tests;

public sealed class ReaderTests
{
    static ReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private const string Good = "000.01.13.H53-220601-0001";

    [Fact]
    public void A_row_becomes_a_dossier()
    {
        var dossier = Reading.Of(Csv.Header + Csv.Dossier(Good, "01/06/2022 08:30:00", "05/06/2022", "03/06/2022 10:00", unit: "P. 1")).Dossiers.Single();
        dossier.Code.ToString().ShouldBe(Good);
        (dossier.ReceivingUnitId, dossier.Channel, dossier.Level, dossier.Status, dossier.Field, dossier.Row)
            .ShouldBe(("tnc-phuong-1", Channel.OnlineFull, ServiceLevel.Level4, DossierStatus.Returned, "Hộ tịch", 2));
        dossier.Received.ToDateTime().ShouldBe(new DateTime(2022, 6, 1, 8, 30, 0));
        dossier.Finished.ToDateTime().ShouldBe(new DateTime(2022, 6, 3, 10, 0, 0));
    }

    [Theory]
    [InlineData(',', "utf-8", true)]
    [InlineData(';', "utf-8", false)]
    [InlineData('\t', "utf-16", true)]
    [InlineData('|', "utf-16BE", true)]
    [InlineData(';', "utf-16", false)]
    public void Separator_and_encoding_are_found_out(char separator, string encoding, bool mark)
    {
        var text = (Csv.Header + Csv.Dossier(Good, "01/06/2022", unit: "Phường Hiệp Ninh")).Replace(',', separator);
        var e = Encoding.GetEncoding(encoding);
        var reading = Reading.Of([.. mark ? e.GetPreamble() : [], .. e.GetBytes(text)]);
        reading.Dossiers.Single().ReceivingUnitId.ShouldBe("tnc-hiep-ninh");
        reading.Dossiers.Single().Field.ShouldBe("Hộ tịch");
    }

    [Fact]
    public void Headings_are_matched_without_case_and_diacritics_below_title_rows_and_in_any_normal_form()
    {
        var text = "UBND THÀNH PHỐ TÂY NINH;;\nDanh sách hồ sơ;;\n\nma ho so;TRANG THAI;Kênh tiếp nhận;Ngày nhận;hạn xử lý;ngày có kết quả;Bộ phận một cửa\n"
            + $"{Good};Đang xử lý;Qua mạng;01/06/2022;;;Phường 1\n;;;;;;\nTổng cộng;1;;;;;\n";
        var reading = Reading.Of(text.Normalize(NormalizationForm.FormD));
        (reading.Dossiers.Single().Row, reading.Tally.Layout, reading.Tally.Rows).ShouldBe((5, 2, 1));
    }

    [Fact]
    public void A_file_without_a_required_column_is_refused_with_its_header_and_the_headings_it_lacks()
    {
        var error = Should.Throw<PipelineException>(() => Reading.Of("Mã hồ sơ,Trạng thái,Ngày nhận\nx,y,z\n"));
        error.Code.ShouldBe("GP202");
        error.Vi.ShouldContain("Hình thức nộp | Kênh tiếp nhận");
        error.Vi.ShouldContain("Mã hồ sơ | Trạng thái | Ngày nhận");
        error.Vi.ShouldContain("receivingUnit");
    }

    [Theory]
    [InlineData("", "GP201")]
    [InlineData("  \n\n", "GP201")]
    [InlineData("<html><body>Đăng nhập</body></html>", "GP205")]
    [InlineData("PK\u0003\u0004xxxx", "GP209")]
    [InlineData("Mã hồ sơ,Số hồ sơ,Mã hồ sơ,Trạng thái,Hình thức nộp,Ngày nhận,Hạn xử lý,Ngày có kết quả,Đơn vị tiếp nhận\n", "GP203")]
    public void A_file_that_is_no_export_is_refused(string content, string code) =>
        Should.Throw<PipelineException>(() => Reading.Of(content)).Code.ShouldBe(code);

    [Fact]
    public void A_bad_row_goes_out_with_all_its_errors_and_good_rows_go_on()
    {
        var reading = Reading.Of(Csv.Header
            + Csv.Dossier(Good, "01/06/2022")
            + Csv.Dossier(new string('x', 49), "31/02/2022", due: "mai", status: "Lạ", channel: "Fax", unit: "Phường 99", level: "Mức độ 9")
            + Csv.Dossier(Good.Replace("0001", "0002", StringComparison.Ordinal), "02/06/2022"));
        reading.Dossiers.Count.ShouldBe(2);
        var bad = reading.Rejected.Single();
        bad.Row.ShouldBe(3);
        bad.Errors.Select(e => e.Code).ShouldBe(["GP313", "GP314", "GP305", "GP304", "GP302", "GP302", "GP306"]);
        bad.Errors.Single(e => e.Code == "GP305").ShouldSatisfyAllConditions(
            e => e.Column.ShouldBe("Hình thức nộp"), e => e.Value.ShouldBe("Fax"), e => e.Vi.ShouldContain("Fax"),
            e => e.RemedyVi.ShouldContain("values.channel"));
        (reading.Tally.Rows, reading.Tally.Accepted, reading.Tally.Rejected).ShouldBe((3, 2, 1));
    }

    [Theory]
    [InlineData("10/06/2022", "", "09/06/2022", "", "GP307")] // ended before it was received
    [InlineData("10/06/2022", "", "", "Đã trả kết quả", "GP308")]
    [InlineData("10/06/2022", "", "11/06/2022", "Đang xử lý", "GP309")]
    [InlineData("20/06/2022", "", "", "", "GP310")]
    [InlineData("10/06/2022", "09/06/2022", "", "", "GP316")]
    [InlineData("", "", "", "", "GP301")]
    public void Dates_that_contradict_each_other_are_quarantined_not_guessed(string received, string due, string finished, string status, string code) =>
        Reading.Of(Csv.Header + Csv.Dossier(Good, received, due, finished, status)).Rejected.Single().Errors.Single().Code.ShouldBe(code);

    [Theory]
    [InlineData("31/02/2022", "GP302")]
    [InlineData("", "GP301")]
    public void A_row_without_a_day_of_receipt_says_nothing_false_of_its_unit_which_is_no_more(string received, string code) =>
        Reading.Of(Csv.Header + Csv.Dossier(Good, received), exportDate: new(2026, 11, 27)).Rejected.Single().Errors.Single().Code.ShouldBe(code);

    [Fact]
    public void Bytes_that_are_no_text_are_told_as_that_and_not_as_a_table_without_columns()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        bytes[0] = (byte)'x';
        var error = Should.Throw<PipelineException>(() => Reading.Of(bytes));
        error.Code.ShouldBe("GP205");
        error.Vi.ShouldContain("tệp bị hỏng");
    }

    [Fact]
    public void A_night_export_made_after_midnight_may_tell_of_those_minutes() =>
        Reading.Of(Csv.Header + Csv.Dossier(Good, "15/06/2022 00:10:00")).Dossiers.Count.ShouldBe(1);

    [Theory]
    [InlineData("", Channel.InPerson)] // the rule of QĐ 766, never online
    [InlineData("1", Channel.InPerson)]
    [InlineData("2", Channel.OnlineFull)]
    [InlineData("3", Channel.Postal)]
    [InlineData("QUA MANG", Channel.OnlineFull)]
    [InlineData("Qua BCCI", Channel.Postal)]
    [InlineData("Trực tuyến một phần", Channel.OnlinePartial)]
    public void Channels_are_read_by_code_and_by_wording(string text, Channel channel) =>
        Reading.Of(Csv.Header + Csv.Dossier(Good, "01/06/2022", channel: text)).Dossiers.Single().Channel.ShouldBe(channel);

    [Fact]
    public void The_day_of_return_stands_for_a_missing_end_and_is_counted_as_a_repair()
    {
        var reading = Reading.Of(
            "Mã hồ sơ,Trạng thái,Hình thức nộp,Ngày nhận,Hạn xử lý,Ngày có kết quả,Ngày trả,Đơn vị tiếp nhận\n"
                + $"{Good},10,1,01/06/2022,,,02/06/2022,Phường 1\n");
        (reading.Dossiers.Single().Finished.Day, reading.Tally.Repaired).ShouldBe((new DateOnly(2022, 6, 2), 1));
    }

    [Fact]
    public void A_year_that_was_typed_wrong_is_one_mistake_and_no_other_unit() =>
        Reading.Of(Csv.Header + Csv.Dossier(Good, "01/06/2032", due: "05/06/2022", finished: "04/06/2022")).Rejected.Single().Errors
            .Select(e => e.Code).ShouldBe(["GP310"]);

    [Fact]
    public void A_row_with_too_many_or_too_few_cells_shifts_nothing()
    {
        var row = Csv.Dossier(Good, "01/06/2022").TrimEnd('\n');
        var reading = Reading.Of(Csv.Header + row + ",thừa\n" + row[..^20] + "\n" + row + ",,\n");
        reading.Rejected.Select(r => r.Errors.Single().Code).ShouldBe(["GP311", "GP311"]);
        reading.Dossiers.Count.ShouldBe(1, "empty cells at the end are no fault");
    }

    [Fact]
    public void Broken_characters_are_named_as_such() =>
        Reading.Of(Csv.Header + Csv.Dossier(Good, "01/06/2022", unit: "Phư\uFFFDng 1")).Rejected.Single().Errors.Single().Code.ShouldBe("GP312");

    [Fact]
    public void Who_filed_it_becomes_a_keyed_hash_and_nothing_else_personal_is_read()
    {
        var key = Encoding.UTF8.GetBytes("0123456789abcdef");
        var csv = "Mã hồ sơ,Chủ hồ sơ,Số điện thoại,CCCD,Trạng thái,Hình thức nộp,Ngày nhận,Hạn xử lý,Ngày có kết quả,Đơn vị tiếp nhận\n"
            + $"{Good},Nguyễn Văn Mẫu,0901234567,072000000001,4,1,01/06/2022,,,Phường 1\n"
            + $"{Good}2,Trần Thị Mẫu,0907654321,072.000.000.001,Lạ,1,32/06/2022,,,Phường 1\n";
        var reading = Reading.Of(Encoding.UTF8.GetBytes(csv), key: key);
        var hash = reading.Dossiers.Single().SubmitterHash;
        hash.ShouldNotBe(UInt128.Zero);
        var (received, later) = (reading.Dossiers.Single().Received, LocalTimestamp.From(new DateTime(2022, 6, 15)));
        hash.ShouldBe(new IdentityHasher(key).Hash("072 000 000 001", received));
        hash.ShouldNotBe(new IdentityHasher(key).Hash("072 000 000 001", later), "each half-year has a key of its own");
        hash.ShouldNotBe(new IdentityHasher(Encoding.UTF8.GetBytes("another key of 16")).Hash("072000000001", received));
        var told = string.Join('\n', reading.Dossiers) + System.Text.Json.JsonSerializer.Serialize(reading.Rejected);
        foreach (var personal in (string[])["Mẫu", "Nguy", "090", "0720"])
        {
            told.ShouldNotContain(personal);
        }

        Reading.Of(Encoding.UTF8.GetBytes(csv)).Dossiers.Single().SubmitterHash.ShouldBe(UInt128.Zero, "without a key the column is not read");
    }

    [Fact]
    public void A_secret_row_refuses_the_whole_file()
    {
        var error = Should.Throw<PipelineException>(() =>
            Reading.Of("NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,DoMat\n01/06/2022,25456,DI,CV,5,Thường\n02/06/2022,25456,DI,CV,5,Tối mật\n", "eoffice"));
        (error.Code, error.Message.Contains("Tối mật", StringComparison.Ordinal)).ShouldBe(("GP207", false));
    }

    [Fact]
    public void Measures_are_read_cell_by_cell_and_an_empty_cell_is_no_reading()
    {
        var reading =
            Reading.Of(
            "NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,GuiNhanDienTu,CoHan\n01/06/2022,25456,DI,CV,1.250,0,\n02/06/2022,25456,LEN,CV,5,6,\n03/06/2022,25456,"
            + "DI,CV,5,6,\n", "eoffice");
        reading.Readings.Select(r => (r.UnitId, r.Dimensions, r.Measure, r.Value)).ShouldBe(
            [("tnc-phuong-1", "direction=outgoing;type=Công văn", "total", 1250m), ("tnc-phuong-1", "direction=outgoing;type=Công văn", "electronic", 0m)]);
        reading.Rejected.SelectMany(r => r.Errors).Select(e => e.Code).ShouldBe(["GP319", "GP315", "GP315"]);
    }

    [Fact]
    public void More_rows_than_allowed_refuse_the_file()
    {
        var small = Reading.Source("onestop-wards") with { Limits = new() { MaxRows = 3 } };
        var csv = Encoding.UTF8.GetBytes(Csv.Header + string.Concat(Enumerable.Range(1, 5).Select(i => Csv.Dossier($"H-{i}", "01/06/2022"))));
        Should.Throw<PipelineException>(() => Reading.Of(csv, definition: small)).Code.ShouldBe("GP208");
    }

    [Fact]
    public void Every_mistake_of_a_definition_has_one_line_that_names_file_and_key()
    {
        var mistakes = new List<Bilingual>();
        var units = Pipeline.Configuration.ReferenceData.Load(Csv.Seeds).Units;
        const string First = """
            {"id":"X","nameVi":"x","nameEn":"x","kind":"dossier","pull":{"baseUrl":"ftp://x","path":"p","timeoutSeconds":0},"extra":1}
            """;
        SourceCatalogue.Read("a.json", First, units, mistakes).ShouldBeNull();
        mistakes.Count.ShouldBe(5, string.Join("\n", mistakes));
        mistakes.ShouldAllBe(m => m.Vi.StartsWith("a.json: ") && m.En.StartsWith("a.json: "));
        mistakes.ShouldContain(m => m.En.Contains("pull.timeoutSeconds") && m.En.Contains("at least 1") && m.Vi.Contains("ít nhất 1"));
        mistakes.ShouldContain(m => m.En.Contains("kind") && m.En.Contains("dossiers"));
        mistakes.Clear();
        const string Second = """
            {"id":"abc","nameVi":"x","nameEn":"x","kind":"measures","defaultUnit":"nowhere","pull":{"baseUrl":"http://x","path":"p","auth":{"type":"basic"}}}
            """;
        SourceCatalogue.Read("b.json", Second, units, mistakes);
        mistakes.Count.ShouldBe(4, string.Join("\n", mistakes));
        mistakes.Clear();
        SourceCatalogue.Read("c.json", "{", units, mistakes);
        mistakes.Single().En.ShouldStartWith("c.json: line");
    }

    [Theory]
    [InlineData("""[]""", "(root): must be an entry { … }")]
    [InlineData("""{"nameVi":"x"}""", "id: is required")]
    [InlineData("""{"id":7}""", "id: '7' must be a text in quotes")]
    [InlineData("""{"id":"Ab"}""", "id: 'Ab' must match ^[a-z][a-z0-9-]{2,39}$")]
    [InlineData("""{"nameVi":""}""", "nameVi: must not be empty")]
    [InlineData("""{"enabled":"yes"}""", "enabled: 'yes' must be true or false")]
    [InlineData("""{"tiers":"commune"}""", "tiers: 'commune' must be a list [ … ]")]
    [InlineData("""{"tiers":["commune","ward"]}""", "tiers.1: 'ward' must be one of province, district, commune")]
    [InlineData("""{"columns":{"code":["Mã",""]}}""", "columns.code.1: must not be empty")]
    [InlineData("""{"columns":{"a/b~c":[]}}""", "columns.a/b~c: must not be empty")]
    [InlineData("""{"pull":{"path":"p"}}""", "pull.baseUrl: is required")]
    [InlineData("""{"pull":{"timeoutSeconds":1.5}}""", "pull.timeoutSeconds: '1.5' must be a whole number")]
    [InlineData("""{"pull":{"timeoutSeconds":1e400}}""", "pull.timeoutSeconds: '1e400' must be at most 3600")]
    [InlineData("""{"measures":{"values":{"a":{"points":1e30}}}}""", "measures.values.a.points: '1e30' must be at most 100")]
    [InlineData("""{"pull":{"auth":{"secret":"P@ss-2026!"}}}""", "pull.auth.secret: must match ^[A-Za-z][A-Za-z0-9]*$")]
    [InlineData("""{"pull":{"baseUrl":"ftp://u:p@x"}}""", "pull.baseUrl: must match ^(https?|sftp)://[^ ]+$")]
    [InlineData("""{"id":"abc","nameVi":"x","nameEn":"x","kind":"dossiers","pull":{"baseUrl":"http://x","path":"p","timeoutSeconds":60.0}}""",
        "pull.timeoutSeconds: must be a whole number, written without decimals")]
    [InlineData("""{"id":"abc","nameVi":"x","nameEn":"x","kind":"dossiers","pull":{"baseUrl":"http://x","path":"p","timeoutSeconds":6e1}}""",
        "pull.timeoutSeconds: must be a whole number, written without decimals")]
    [InlineData("""{"pull":{"timeoutSeconds":999999}}""", "pull.timeoutSeconds: '999999' must be at most 3600")]
    [InlineData("""{"pull":{"auth":{"type":"none","pasword":"x"}}}""", "pull.auth.pasword: is not known here")]
    [InlineData("""{"measures":{"values":{}}}""", "measures.values: must not be empty")]
    [InlineData("""{"measures":{"values":{"a":{"points":0}}}}""", "measures.values.a.points: '0' must be more than 0")]
    [InlineData("""{"measures":{"values":{"a":{"points":"1"}}}}""", "measures.values.a.points: '1' must be a number")]
    [InlineData("""{"measures":{"values":{"a":{"officeHours":["x"]}}}}""", "measures.values.a.officeHours: must have at least 2 items")]
    [InlineData("""{"measures":{"values":{"a":{"officeHours":["x","y","z"]}}}}""", "measures.values.a.officeHours: must have at most 2 items")]
    [InlineData("""{"id":"abc","id":"abd"}""", "id: stands twice")]
    public void What_the_schema_does_not_allow_is_said_with_its_place_value_and_rule(string json, string said)
    {
        var mistakes = new List<Bilingual>();
        SourceCatalogue.Read("a.json", json, Reading.Units, mistakes).ShouldBeNull();
        mistakes.Select(m => m.En).ShouldContain($"a.json: {said}", string.Join("\n", mistakes));
        mistakes.ShouldAllBe(m => m.Vi != m.En && m.Vi.StartsWith("a.json: "));
    }

    [Fact]
    public void One_dossier_of_years_ago_does_not_make_a_file_tell_of_the_years_between()
    {
        var tally = Reading.Of(Csv.Header + Csv.Dossier("000.01.13.H53-950101-0001", "02/01/1995") + Csv.Dossier(Good, "01/06/2022")
            + Csv.Dossier(Good.Replace("0001", "0002", StringComparison.Ordinal), "10/06/2022")).Tally;
        (tally.FirstDay, tally.LastDay).ShouldBe((new DateOnly(2022, 6, 1), new DateOnly(2022, 6, 10)));
        tally.ByHalfMonth.ShouldBe(new Dictionary<DateOnly, long> { [new(1995, 1, 1)] = 1, [new(2022, 6, 1)] = 2 });
    }

    [Fact]
    public void Json_with_a_mark_before_it_is_json()
    {
        var json = """
            [{"Mã hồ sơ":"000.01.13.H53-220601-0001","Trạng thái":"Đang xử lý","Hình thức nộp":"Trực tuyến",
            "Ngày tiếp nhận":"01/06/2022","Ngày hẹn trả":"","Ngày kết thúc xử lý":"","Đơn vị tiếp nhận":"Phường 1"}]
            """;
        var reading = Reading.Of([0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(json)]);
        (reading.Tally.Format, reading.Dossiers.Count).ShouldBe(("Json", 1));
    }

    [Fact]
    public void A_document_that_is_over_without_a_moment_of_presentation_has_no_hours()
    {
        var reading = Reading.Of(
            "MaVanBan,NgayDen,MaDonVi,NgayTrinh,NgayHoanThanh,TrangThai\n"
            + "1,01/03/2022 08:00:00,25456,,02/03/2022 08:00:00,Hoàn thành\n"
            + "2,13/06/2022 08:00:00,25456,,,Đang xử lý\n"
            + "3,13/06/2022 08:00:00,25456,,,Hoàn thành\n", "eoffice-register");
        decimal? Hours(string document, string measure) => reading.Readings.Where(r => r.RecordKey == document && r.Measure == measure)
            .Select(r => (decimal?)r.Value).SingleOrDefault();
        Hours("1", "hoursToPresent").ShouldBeNull("it was not 1,280 hours until the day of the export");
        Hours("2", "hoursToPresent").ShouldBe(15, "it still waits: two days of office hours less the first hour");
        Hours("3", "hoursToComplete").ShouldBeNull();
    }

    [Fact]
    public void A_row_without_any_reading_says_that_nothing_is_known()
    {
        var reading = Reading.Of("Ngay,MaDonVi,NguoiQuanTam,TinNhanDen\n01/06/2022,25456,,\n", "zalo");
        reading.Rejected.ShouldBeEmpty();
        reading.Readings.Single().Measure.ShouldBe(GovPipeline.Domain.Measures.MeasureReading.Nothing);
    }

    [Theory]
    [InlineData("onestop-city/2022/06/14/x.csv", "2022-06-14")]
    [InlineData("onestop-city/Sổ theo dõi hồ sơ_2022_06_14_02_05.xlsx", "2022-06-14")]
    [InlineData("onestop-city/2022/06/01/bao-cao 14-06-2022.csv", "2022-06-14")]
    [InlineData("onestop-city/20220614.csv", "2022-06-14")]
    [InlineData("onestop-city/undated/20220615T013000123-ho-so.csv", null)]
    [InlineData("onestop-city/2031/01/01/x.csv", null)]
    public void The_day_of_a_dropped_file_is_the_one_in_its_name_or_folders(string name, string? day) =>
        (FileNameDate.Of(name, new(2022, 6, 15)) is { } found ? $"{found:yyyy-MM-dd}" : null).ShouldBe(day);

    [Theory]
    [InlineData("Ngày 05 tháng 06 năm 2022")]
    [InlineData("Ghi chú: số liệu tạm tính")]
    [InlineData("Người lập biểu")]
    [InlineData("TM. Ủy ban nhân dân")]
    [InlineData("Cộng")]
    [InlineData("I. Lĩnh vực đất đai")]
    public void A_line_of_text_between_rows_loses_none_of_them(string line)
    {
        var rows = Enumerable.Range(1, 10).Select(i => Csv.Dossier($"000.00.13.H53-220301-{i:D4}", "01/03/2022")).ToList();
        static string Html(IEnumerable<string> rows)
        {
            var cells = rows.SelectMany(r => r.TrimEnd().Split('\n')).Select(r => r.Replace(",", "<td>", StringComparison.Ordinal));
            return $"<table>{string.Concat(cells.Select(c => $"<tr><td>{c}"))}</table>";
        }

        foreach (var at in new[] { 0, 3, 10 })
        {
            List<string> lines = [Csv.Header, .. rows.Take(at), line, .. rows.Skip(at)];
            Reading.Of(Html(lines)).ShouldSatisfyAllConditions(r => r.Dossiers.Count.ShouldBe(10, $"page, {at}"), r => r.Tally.Layout.ShouldBe(1));
            Reading.Of(string.Concat(lines.Select(l => l.TrimEnd() + "\n"))).Dossiers.Count.ShouldBe(10, $"CSV, {at}");
        }
    }

    [Fact]
    public void The_first_row_of_a_file_without_a_header_is_never_shown()
    {
        var error = Should.Throw<PipelineException>(() => Reading.Of(
            "Nguyễn Văn An,079123456789,0912345678,01/03/2022\nTrần Thị Bình,079123456780,0912345679,02/03/2022\n"));
        error.Code.ShouldBe("GP202");
        error.Message.ShouldSatisfyAllConditions(m => m.ShouldNotContain("Nguyễn"), m => m.ShouldNotContain("079"), m => m.ShouldNotContain("0912"));
        Should.Throw<PipelineException>(() => Reading.Of("Mã hồ sơ,Trạng thái\nx,y\n")).Message.ShouldContain("Mã hồ sơ | Trạng thái");
    }
}
