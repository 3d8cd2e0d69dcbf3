using System.Text;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Learning;
using GovPipeline.Testing;
using Shouldly;
using Xunit;

namespace GovPipeline.Sources.Tests;

/// <summary>A definition is proposed from a foreign export; what it reads with it is what was meant, or a person is asked.</summary>
public sealed class LearningTests
{
    private static readonly string[] Ours =
        ["Mã hồ sơ", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Trạng thái", "Đơn vị tiếp nhận"];

    /// <summary>Headings of ten layouts, and how they word a channel and a state.</summary>
    public static TheoryData<string, string[], string, string> Layouts => new()
    {
        { "codes", ["SoHS", "HinhThuc", "NgayTN", "NgayHenTra", "NgayKT", "TrangThai", "DonVi"], "Nộp qua mạng Internet", "Đã giải quyết xong" },
        { "capitals", ["MÃ HS", "KÊNH NỘP", "NGÀY NHẬN HS", "HẠN GIẢI QUYẾT", "NGÀY HOÀN THÀNH", "TÌNH TRẠNG HS", "CƠ QUAN TIẾP NHẬN"], "Trực tuyến",
            "Hoàn thành" },
        { "English", ["Dossier code", "Channel", "Received", "Due", "Finished", "Status", "Unit"], "Online", "Đã trả kết quả" },
        { "without marks", ["Ma so ho so", "Phuong thuc nop", "Tiep nhan luc", "Hen tra", "Xu ly xong", "Trang thai", "Don vi"], "Cổng DVC quốc gia", "Xong" },
        { "long", ["Số biên nhận hồ sơ", "Cách nộp hồ sơ", "Thời điểm tiếp nhận hồ sơ", "Ngày hẹn trả kết quả cho dân", "Ngày hoàn thành giải quyết",
            "Tình trạng xử lý", "Nơi tiếp nhận"], "DVC trực tuyến", "Có kết quả" },
        { "underlined", ["ma_ho_so", "kenh_tiep_nhan", "ngay_tiep_nhan", "ngay_hen", "ngay_ket_thuc", "tinh_trang", "don_vi"], "Qua mạng", "Đã giải quyết" },
        { "ours", Ours, "Trực tuyến", "Đã xử lý xong" },
        { "telling cells alone", ["A", "B", "Ngày tiếp nhận", "Hẹn", "Kết thúc", "Trạng thái", "C"], "Trực tuyến", "Đã xử lý xong" },
        { "dates by order", ["Mã hồ sơ", "Kênh", "D1", "D2", "D3", "Trạng thái", "Đơn vị"], "Trực tuyến", "Đã xử lý xong" },
        { "camel", ["maHoSo", "kenhTiepNhan", "ngayNhan", "hanXuLy", "ngayXong", "trangThaiHoSo", "donViXuLy"], "Dịch vụ công", "Đã trả" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_foreign_layout_is_read_as_meant_and_what_was_guessed_is_asked(string what, string[] headings, string online, string ended)
    {
        var rows = Enumerable.Range(1, 40).Select(i => string.Join(';',
            $"000.00.13.H53-2203{1 + (i % 9):00}-{i:0000}", i % 4 == 0 ? "Trực tiếp" : online, $"{1 + (i % 9):00}/03/2022", $"{11 + (i % 9):00}/03/2022",
            $"{13 + (i % 9):00}/03/2022", ended, i % 3 == 0 ? "Phường 1" : "Phường 2"));
        var csv = $"{string.Join(';', headings)}\n{string.Join('\n', rows)}\n";
        var learned = Learn(csv);
        learned.IsDossiers.ShouldBeTrue(what);
        var mistakes = new List<Bilingual>();
        var source = SourceCatalogue.Read("learned.json", learned.Definition, Reading.Units, mistakes);
        mistakes.ShouldBeEmpty(learned.Definition);
        var reading = Reading.Of(Encoding.UTF8.GetBytes(csv), definition: source);
        reading.Rejected.SelectMany(r => r.Errors).Select(e => e.En).ShouldBeEmpty(what);
        reading.Dossiers.Count.ShouldBe(40, learned.Definition);
        reading.Dossiers.Count(d => $"{d.Channel}".StartsWith("Online", StringComparison.Ordinal)).ShouldBe(30, what);
        reading.Dossiers.ShouldAllBe(d => d.Received < d.Due && d.Due < d.Finished);
        learned.Matches.Where(m => m.Column.Length > 0 && !m.IsSure).Select(m => m.Heading)
            .ShouldAllBe(h => learned.Doubts.Any(d => d.Vi.Contains($"'{h}'", StringComparison.Ordinal)), "what is guessed is asked");
    }

    [Fact]
    public void What_a_person_answers_makes_a_definition_that_reads_every_row()
    {
        var csv = "Mã hồ sơ;Nơi gửi;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả thực tế;Tình hình;Đơn vị\n" + string.Concat(Enumerable.Range(1, 40).Select(i =>
            $"000.00.13.H53-2203{1 + (i % 9):00}-{i:0000};{(i % 4 == 0 ? "Tại bàn" : "Kios")};{1 + (i % 9):00}/03/2022;{11 + (i % 9):00}/03/2022;"
            + $"{(i % 2 == 0 ? $"{9 + (i % 9):00}/03/2022" : string.Empty)};{(i % 2 == 0 ? "Dân cầm về" : "Còn làm")};Phường 1\n"));
        var learned = Learn(csv);
        var answers = new Dictionary<string, string>
        {
            [DossierColumns.Channel] = "Nơi gửi", [DossierColumns.FinishedAt] = "Ngày trả thực tế", [DossierColumns.Status] = "Tình hình",
            [DossierColumns.ReceivingUnit] = "Đơn vị", ["Tại bàn"] = "inPerson", ["Kios"] = "online", ["Dân cầm về"] = "10", ["Còn làm"] = "4",
        };
        var asked = new List<string>();
        while (learned.Questions.Count > 0)
        {
            var question = learned.Questions[0];
            var subject = question.Word.Length > 0 ? question.Word : question.Column;
            asked.Add(subject);
            learned = learned.Answered(question, question.Choices.First(c => c.Value == answers[subject]).Value);
        }

        asked.ShouldBe(answers.Keys, ignoreOrder: true);
        var mistakes = new List<Bilingual>();
        var source = SourceCatalogue.Read("learned.json", learned.Definition, Reading.Units, mistakes);
        mistakes.ShouldBeEmpty(learned.Definition);
        var reading = Reading.Of(Encoding.UTF8.GetBytes(csv), definition: source);
        reading.Rejected.SelectMany(r => r.Errors).Select(e => e.En).ShouldBeEmpty(learned.Definition);
        (reading.Dossiers.Count, reading.Dossiers.Count(d => d.Finished.HasValue)).ShouldBe((40, 20));
        reading.Dossiers.Count(d => $"{d.Channel}".StartsWith("Online", StringComparison.Ordinal)).ShouldBe(30);
    }

    [Fact]
    public void A_heading_that_is_given_to_another_column_takes_its_questions_along()
    {
        var learned = Learn("Mã hồ sơ;Nơi gửi;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Tình hình;Đơn vị tiếp nhận\n" + string.Concat(
            Enumerable.Range(1, 40).Select(i => $"000.00.13.H53-220301-{i:0000};Kios;01/03/2022;08/03/2022;;Còn làm;Phường 1\n")));
        LearnedQuestion Of(string column) => learned.Questions.Single(q => q.Column == column && q.Word.Length == 0);
        learned = learned.Answered(Of(DossierColumns.Status), "Nơi gửi");
        learned.Questions.ShouldContain(q => q.Column == DossierColumns.Status && q.Word == "Kios");
        learned = learned.Answered(Of(DossierColumns.Channel), "Nơi gửi");
        learned.Questions.Select(q => (q.Column, q.Word)).ShouldBe([(DossierColumns.Channel, "Kios")]);
        learned.Definition.ShouldNotContain("\"status\"");
    }

    [Fact]
    public void A_heading_that_sounds_like_a_column_and_holds_something_else_is_named_and_no_unit_is_set_for_all()
    {
        var learned = Learn("[" + string.Join(',', Enumerable.Range(1, 40).Select(i =>
            $$"""{"soHoSo":"000.00.13.H53-220301-{{i:0000}}","kenh":"Trực tuyến","ngayTiepNhan":"20220301080000","hanXuLy":"08/03/2022",""" +
            $$"""
            "ngayHoanThanh":"07/03/2022","trangThai":"Đã trả kết quả","donViTiepNhan":"DV{{i % 3}}"}
            """)) + "]");
        var said = learned.Doubts.Select(d => d.Vi).ToList();
        said.ShouldContain(d => d.StartsWith("'donViTiepNhan' có tên như cột đơn vị tiếp nhận", StringComparison.Ordinal));
        said.ShouldContain(d => d.StartsWith("'ngayTiepNhan' có tên như cột ngày tiếp nhận", StringComparison.Ordinal));
        said.ShouldNotContain(d => d.Contains("defaultUnit", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_told_is_asked_and_no_name_of_a_person_is_shown()
    {
        var csv = "Số;Người nộp;Kênh;Nhận;Hẹn;Trạng thái\n" + string.Concat(Enumerable.Range(1, 60).Select(i =>
            $"000.00.13.H53-220301-{i:0000};Nguyễn Văn {(char)('A' + (i % 26))}{i};Kios {i % 2};01/03/2022;08/03/2022;Đang xử lý\n"));
        var learned = Learn(csv);
        learned.Doubts.Select(d => d.Vi).ShouldContain(d => d.Contains("Kios 1", StringComparison.Ordinal) && d.Contains("chưa rõ nghĩa",
            StringComparison.Ordinal));
        learned.Doubts.Select(d => d.Vi).ShouldContain(d => d.Contains("ngày kết thúc", StringComparison.Ordinal));
        learned.Doubts.Select(d => d.Vi).ShouldContain(d => d.Contains("defaultUnit", StringComparison.Ordinal));
        (learned.Definition + string.Join('\n', learned.Doubts)).ShouldNotContain("Nguyễn");
    }

    [Fact]
    public void Contacts_and_remarks_are_neither_shown_nor_kept_however_few_they_are()
    {
        var csv = "Mã hồ sơ;Phương thức liên hệ;Ngày tiếp nhận;Kết quả xử lý\n" + string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"000.00.13.H53-220301-{i:0000};09123456{i:00};01/03/2022;Đã gọi cho bà Lan lần {i}\n"));
        var learned = Learn(csv);
        (learned.Definition + string.Join('\n', learned.Doubts)).ShouldSatisfyAllConditions(t => t.ShouldNotContain("0912"), t => t.ShouldNotContain("Lan"));
    }

    [Fact]
    public void A_table_of_figures_becomes_measures()
    {
        var csv = "Tháng,Đơn vị,Số cuộc họp,Số cuộc họp không giấy\n01/2022,Phường 1,12,9\n02/2022,Phường 1,8,8\n01/2022,Phường 2,5,1\n";
        var learned = Learn(csv);
        learned.IsDossiers.ShouldBeFalse();
        var mistakes = new List<Bilingual>();
        var source = SourceCatalogue.Read("learned.json", learned.Definition, Reading.Units, mistakes);
        mistakes.ShouldBeEmpty(learned.Definition);
        var reading = Reading.Of(Encoding.UTF8.GetBytes(csv), definition: source);
        reading.Readings.Count.ShouldBe(6);
        reading.Readings.Where(r => r.Measure == "soCuocHop").Sum(r => r.Value).ShouldBe(25);
    }

    [Fact]
    public void A_separator_behind_the_last_heading_is_no_column_and_stops_nothing() =>
        Learn("Mã hồ sơ;Tình trạng;\n000.01.13.H53-220522-0006;Đang xử lý;\n").ShouldNotBeNull();

    private static LearnedSource Learn(string csv) =>
        new ExportLearner(Reading.Units, Reading.Vocabulary).Learn(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "xuat.csv", "moi");
}
