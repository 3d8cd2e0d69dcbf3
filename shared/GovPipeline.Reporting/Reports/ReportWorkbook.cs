using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.ServiceQuality;
using GovPipeline.Domain.Text;

namespace GovPipeline.Reporting.Reports;

/// <summary>
/// Writes the workbook of a period: form II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP), its successor of 2026 (Biểu 07a/BTP), the
/// indicators, the days. Numbers are numbers; every sheet prints period, calendar, as of when, complete or not.
/// </summary>
public static class ReportWorkbook
{
    /// <summary>What stands before the code of the unit's online rate on every sheet.</summary>
    public const string CodeWord = "Mã tra cứu:";

    private const double LineHeight = 16;

    private static readonly Func<PeriodStatistics, long>[] Columns06 =
    [
        s => s.Total, s => s.ReceivedOnline, s => s.ReceivedInPerson + s.ReceivedPostal, s => s.CarriedOver,
        s => s.Resolved, s => s.ResolvedEarly, s => s.ResolvedOnTime, s => s.ResolvedLate, s => s.Pending, s => s.PendingInTime, s => s.PendingLate,
    ];

    private static readonly (string Heading, Func<PeriodStatistics, long> Read)[] Columns07 =
    [
        ("Tổng số", s => s.Total), ("Trực tiếp", s => s.ReceivedInPerson), ("Trực tuyến toàn trình", s => s.ReceivedOnlineFull),
        ("Trực tuyến một phần", s => s.ReceivedOnlinePartial),
        ("Trực tuyến hình thức khác", s => s.ReceivedOnlineOther), ("Bưu chính (BCCI)", s => s.ReceivedPostal), ("Kỳ trước chuyển qua", s => s.CarriedOver),
        ("Trong đó: phi địa giới", s => s.ReceivedNonLocal),
        ("Tổng số", s => s.Resolved), ("Đúng và trước hạn", s => s.ResolvedEarly + s.ResolvedOnTime), ("Quá hạn", s => s.ResolvedLate),
        ("Tổng số", s => s.Pending), ("Chưa đến hạn", s => s.PendingInTime), ("Quá hạn", s => s.PendingLate),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="receiver">The body that receives the form (<i>đơn vị nhận báo cáo</i>); empty for dots to write on.</param>
    /// <param name="output">Receives the workbook.</param>
    public static void Write(PeriodReport report, string receiver, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = ReportStyles.Sheet();
        var (sheets, names) = (new Sheets(), new DefinedNames());
        SheetWriter[] all = [Form06(report, receiver), Form07(report, receiver), Indicators(report), Days(report), .. Authenticity(report),
            .. ServiceIndex(report), .. Restated(report)];
        foreach (var sheet in all)
        {
            sheet.AddTo(workbook, sheets, names);
        }

        workbook.Workbook = new Workbook(sheets, names);
        workbook.Workbook.Save();
        document.PackageProperties.Identifier = report.Version; // of which publication it is, for whoever holds it against that
        document.PackageProperties.Title = PrintedText.Of($"{report.Period.NameVi}: {report.UnitName}");
    }

    private static SheetWriter Form06(PeriodReport report, string receiver)
    {
        var sheet = new SheetWriter("II.06a");
        sheet.Widths(6, 36, 11, 11, 14, 11, 11, 11, 11, 11, 11, 11, 11);
        sheet.Text(1, 11, "Biểu số II.06a/VPCP/KSTT", CellLook.Note);
        sheet.Merge(1, 11, 1, 13, CellLook.Note);
        Receiver(sheet, receiver, 5, 10);
        Heading(sheet, report, 13, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC",
            $"Đơn vị tính: Số hồ sơ TTHC. Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020. "
            + $"{report.Conventions.LatenessIn(Domain.Text.Language.Vietnamese)}.");
        Block(sheet, 7, 1, 9, 1, "STT");
        Block(sheet, 7, 2, 9, 2, "Lĩnh vực, công việc giải quyết theo cấp");
        Block(sheet, 7, 3, 7, 6, "Số hồ sơ nhận giải quyết");
        Block(sheet, 8, 3, 9, 3, "Tổng số");
        Block(sheet, 8, 4, 8, 5, "Trong kỳ");
        Block(sheet, 9, 4, 9, 4, "Trực tuyến");
        Block(sheet, 9, 5, 9, 5, "Trực tiếp, dịch vụ bưu chính");
        Block(sheet, 8, 6, 9, 6, "Từ kỳ trước");
        Block(sheet, 7, 7, 7, 10, "Số lượng hồ sơ đã giải quyết");
        Block(sheet, 7, 11, 7, 13, "Số lượng hồ sơ đang giải quyết");
        string[] rest = ["Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn"];
        for (var i = 0; i < rest.Length; i++)
        {
            Block(sheet, 8, 7 + i, 9, 7 + i, rest[i]);
        }

        sheet.Height(7, 20);
        sheet.Height(8, 20);
        sheet.Height(9, 40);
        Body(sheet, report, 10, Columns06);
        sheet.Header = (7, 10);
        return sheet;
    }

    private static SheetWriter Form07(PeriodReport report, string receiver)
    {
        var sheet = new SheetWriter("07a");
        sheet.Widths([6, 34, .. Enumerable.Repeat(10.5, Columns07.Length)]);
        sheet.Text(1, 15, "Biểu 07a/BTP", CellLook.Note);
        sheet.Merge(1, 15, 1, 16, CellLook.Note);
        Receiver(sheet, receiver, 5, 14);
        Heading(sheet, report, Columns07.Length + 2, "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
            $"Đơn vị tính: Số hồ sơ TTHC. Các cột theo biểu mẫu đang dùng năm 2026; tách thư xin lỗi chưa có trong dữ liệu nguồn. "
            + $"{report.Conventions.LatenessIn(Domain.Text.Language.Vietnamese)}.");
        Block(sheet, 7, 1, 9, 1, "STT");
        Block(sheet, 7, 2, 9, 2, "Đơn vị");
        Block(sheet, 7, 3, 7, 10, "Số hồ sơ tiếp nhận");
        Block(sheet, 7, 11, 7, 13, "Đã giải quyết");
        Block(sheet, 7, 14, 7, 16, "Đang giải quyết");
        for (var i = 0; i < Columns07.Length; i++)
        {
            Block(sheet, 8, 3 + i, 9, 3 + i, Columns07[i].Heading);
        }

        sheet.Height(7, 20);
        sheet.Height(8, 30);
        sheet.Height(9, 30);
        Body(sheet, report, 10, [.. Columns07.Select(c => c.Read)]);
        sheet.Header = (7, 10);
        return sheet;
    }

    private static void Receiver(SheetWriter sheet, string receiver, int from, int to)
    {
        sheet.Text(1, from, $"Đơn vị nhận báo cáo: {(receiver.Length > 0 ? receiver : "……………………")}", CellLook.Plain);
        sheet.Merge(1, from, 1, to, CellLook.Plain);
    }

    private static SheetWriter Indicators(PeriodReport report)
    {
        var sheet = new SheetWriter("Chỉ tiêu");
        sheet.Widths(9, 46, 14, 14, 14, 14, 12, 22, 40);
        Heading(sheet, report, 9, "CÁC CHỈ TIÊU", "Tỷ lệ là phân số của tử số và mẫu số; chỉ tiêu không chia có mẫu số 1. Ô trống: chưa có dữ liệu.");
        string[] headings = ["Mã", "Chỉ tiêu", "Tử số", "Mẫu số", "Giá trị", "Kỳ trước", "Mục tiêu", "Kết quả", "Căn cứ"];
        for (var i = 0; i < headings.Length; i++)
        {
            sheet.Text(7, i + 1, headings[i], CellLook.Head);
        }

        var row = 7;
        foreach (var line in report.Indicators)
        {
            row++;
            CellLook Look(decimal? value) => line.Indicator.Format == IndicatorFormat.Percent ? CellLook.Percent : Whole(value ?? 0);
            sheet.Text(row, 1, line.Indicator.Id, CellLook.Text);
            sheet.Text(row, 2, line.NameIn(Domain.Text.Language.Vietnamese), CellLook.Text);
            Put(sheet, row, 3, line.Value is null ? null : line.Numerator, Whole(line.Numerator));
            Put(sheet, row, 4, line.Value is null || line.Indicator.Denominator is null ? null : line.Denominator, Whole(line.Denominator));
            Put(sheet, row, 5, line.Value, Look(line.Value));
            Put(sheet, row, 6, line.Previous, Look(line.Previous));
            Put(sheet, row, 7, line.Target, Look(line.Target));
            sheet.Text(row, 8, ReportWords.Status(line.Status), CellLook.Text);
            var basis = line.TargetBasis.Length > 0 ? line.TargetBasis : line.Indicator.LegalBasis;
            sheet.Text(row, 9, basis, CellLook.Text);
            sheet.Height(row, LineHeight * Math.Max((line.Indicator.NameVi.Length / 44) + 1, (basis.Length / 38) + 1));
        }

        sheet.Header = (7, 7);
        return sheet;
    }

    /// <summary>Declared, eligible, to be looked into, and what each test says: wording that can be read aloud.</summary>
    private static IEnumerable<SheetWriter> Authenticity(PeriodReport report)
    {
        if (report.Authenticity.Count == 0)
        {
            yield break;
        }

        var sheet = new SheetWriter("Tính xác thực");
        sheet.Widths(62, 16, 18, 16, 16, 34, 50);
        Heading(sheet, report, 7, "TÍNH XÁC THỰC CỦA SỐ HỒ SƠ TRỰC TUYẾN",
            "Dấu hiệu là để hỏi lại đơn vị, không kết luận sai phạm. "
            + "Đủ điều kiện 766: chưa đến lúc có kết quả, hoặc kết quả là bản điện tử (QĐ 766/QĐ-TTg, 3.3).");
        Row(7, CellLook.Head, "Đơn vị", "Khai báo", "Đủ điều kiện 766", "Chưa biết", "Cần xác minh", "Số dấu hiệu",
            "Mã tra cứu số cần xác minh");
        var row = 7;
        foreach (var line in report.Authenticity)
        {
            sheet.Text(++row, 1, line.Name, CellLook.Text);
            sheet.Value(row, 2, line.Declared, CellLook.Count);
            Put(sheet, row, 3, !line.HasEligible ? null : line.Eligible, CellLook.Count);
            sheet.Value(row, 4, line.EligibleUnknown, CellLook.Count);
            sheet.Value(row, 5, line.ToVerify, CellLook.Count);
            Put(sheet, row, 6, line.IsArea ? null : line.Noted, CellLook.Count); // signs are those of units
            sheet.Text(row, 7, line.Code, CellLook.Text);
        }

        Row(++row + 1, CellLook.Head, $"Phép kiểm tra: {report.UnitName}", "Có dấu hiệu", "Kiểm tra được", "Tỷ lệ", "Cùng cấp", "Kết quả",
            "Giải trình của đơn vị");
        row++;
        foreach (var test in report.AuthenticityTests)
        {
            sheet.Text(++row, 1, $"{test.Test.Id} {test.Test.Name.Vi}", CellLook.Text);
            Put(sheet, row, 2, test.Share is null ? null : test.Found, CellLook.Count);
            Put(sheet, row, 3, test.Share is null ? null : test.Known, CellLook.Count);
            Put(sheet, row, 4, test.Share, CellLook.Percent);
            Put(sheet, row, 5, test.Peers, CellLook.Percent);
            var needs = test.State == nameof(Domain.Authenticity.FindingState.NotTested) ? $" ({test.Test.Needs.Vi})" : string.Empty;
            sheet.Text(row, 6, ReportWords.Finding(test.State, report.Authenticity[0].IsArea, Language.Vietnamese) + needs, CellLook.Text);
            sheet.Text(row, 7, test.Explanation.Length > 0 ? $"{test.ExplainedBy}: {test.Explanation}" : string.Empty, CellLook.Text);
            sheet.Height(row, LineHeight * 2);
        }

        if (report.Authenticity[0].Due is { Known: > 0 } due)
        {
            sheet.Text(++row, 1, "Hồ sơ bị dời ngày hẹn trả về sau, trong số biết ngày hẹn đầu (quá hạn tính theo ngày hẹn cuối)", CellLook.Text);
            sheet.Value(row, 2, due.Moved, CellLook.Count);
            sheet.Value(row, 3, due.Known, CellLook.Count);
        }

        sheet.Header = (7, 7);
        yield return sheet;

        void Row(int at, CellLook look, params ReadOnlySpan<string> texts)
        {
            for (var i = 0; i < texts.Length; i++)
            {
                sheet.Text(at, i + 1, texts[i], look);
            }
        }
    }

    /// <summary>The index of QĐ 766/QĐ-TTg, component by component: computed, of another source, or stated by hand.</summary>
    private static IEnumerable<SheetWriter> ServiceIndex(PeriodReport report)
    {
        if (report.ServiceIndex.All(p => p.Points is null))
        {
            yield break;
        }

        var sheet = new SheetWriter("QĐ 766");
        sheet.Widths(9, 58, 14, 14, 14, 14, 16, 50);
        Heading(sheet, report, 8, "BỘ CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP (QĐ 766/QĐ-TTg)",
            "Tính từ số liệu đã công bố, không phải điểm chính thức của Cổng. Ô trống: chưa có số liệu, không phải 0.");
        string[] headings = ["Mã", "Chỉ số", "Tử số", "Mẫu số", "Điểm", "Điểm tối đa", "Cổng công bố", "Ghi chú"];
        for (var i = 0; i < headings.Length; i++)
        {
            sheet.Text(7, i + 1, headings[i], CellLook.Head);
        }

        var row = 7;
        foreach (var part in report.ServiceIndex)
        {
            var range = $"Cả nhóm trong khoảng {Figures.Number(part.Range.Least)} – {Figures.Number(part.Range.Most)}"
                + (part.Agrees == false ? "; điểm của Cổng nằm ngoài, cần đối chiếu" : string.Empty);
            Line(part.Part.Id, part.Part.Name.Vi, null, null, part.Points, part.Part.Points, part.Portal, range);
            foreach (var figure in part.Figures)
            {
                var computed = figure.State == QualityState.Computed;
                var note = figure.State switch
                {
                    QualityState.Computed => figure.Remark?.Vi ?? string.Empty,
                    QualityState.Manual => "Tự khai trên Cổng",
                    _ => $"Cần nguồn khác: {figure.Component.Needs.Vi}",
                };
                Line(figure.Component.Id, figure.Component.Name.Vi, computed ? figure.Numerator : null, computed ? figure.Denominator : null, figure.Points,
                    figure.Component.Points, null, note);
            }
        }

        sheet.Header = (7, 7);
        yield return sheet;

        void Line(string id, string name, decimal? numerator, decimal? denominator, decimal? points, decimal most, decimal? portal, string note)
        {
            row++;
            sheet.Text(row, 1, id, CellLook.Text);
            sheet.Text(row, 2, name, CellLook.Text);
            Put(sheet, row, 3, numerator, numerator is { } up ? Whole(up) : CellLook.Number);
            Put(sheet, row, 4, denominator, denominator is { } down ? Whole(down) : CellLook.Number);
            Put(sheet, row, 5, points, CellLook.Number);
            Put(sheet, row, 6, most, CellLook.Number);
            Put(sheet, row, 7, portal, CellLook.Number);
            sheet.Text(row, 8, note, CellLook.Text);
            sheet.Height(row, LineHeight * ((Math.Max(note.Length * 58 / 50, name.Length) / 56) + 1));
        }
    }

    /// <summary>What was restated since the period was signed: the next report says it, whoever reads it.</summary>
    private static IEnumerable<SheetWriter> Restated(PeriodReport report)
    {
        if (report.Restatements.Count == 0)
        {
            yield break;
        }

        var sheet = new SheetWriter("Điều chỉnh");
        sheet.Widths(8, 12, 34, 46, 12, 12, 40, 24, 18);
        Heading(sheet, report, 9, "SỐ LIỆU ĐÃ ĐIỀU CHỈNH SAU KHI KÝ", "Số cũ là số đã ký lần trước.");
        string[] headings = ["Lần", "Ngày", "Đơn vị", "Số", "Cũ", "Mới", "Lý do", "Người quyết định", "Văn bản"];
        for (var i = 0; i < headings.Length; i++)
        {
            sheet.Text(7, i + 1, headings[i], CellLook.Head);
        }

        var row = 7;
        foreach (var line in report.Restatements)
        {
            row++;
            sheet.Value(row, 1, line.Number, CellLook.Count);
            sheet.Value(row, 2, (decimal)line.On.ToDateTime(TimeOnly.MinValue).ToOADate(), CellLook.Date);
            sheet.Text(row, 3, line.UnitName, CellLook.Text);
            sheet.Text(row, 4, ReportWords.Column(line.Column, report, Domain.Text.Language.Vietnamese), CellLook.Text);
            Put(sheet, row, 5, line.Old, Whole(line.Old));
            Put(sheet, row, 6, line.New, Whole(line.New));
            sheet.Text(row, 7, line.Reason, CellLook.Text);
            sheet.Text(row, 8, line.By, CellLook.Text);
            sheet.Text(row, 9, line.Document, CellLook.Text);
            sheet.Height(row, LineHeight * 2);
        }

        sheet.Header = (7, 7);
        yield return sheet;
    }

    private static CellLook Whole(decimal value) => value == decimal.Truncate(value) ? CellLook.Count : CellLook.Number;

    private static SheetWriter Days(PeriodReport report)
    {
        var sheet = new SheetWriter("Theo ngày");
        sheet.Widths(14, 16, 16, 16, 16);
        Heading(sheet, report, 5, "HỒ SƠ THEO NGÀY", "Ngày không có hồ sơ, hoặc quá ít hồ sơ để công bố, không có dòng.");
        string[] headings = ["Ngày", "Tiếp nhận", "Trực tuyến", "Tỷ lệ trực tuyến", "Giải quyết xong"];
        for (var i = 0; i < headings.Length; i++)
        {
            sheet.Text(7, i + 1, headings[i], CellLook.Head);
        }

        var row = 7;
        foreach (var day in report.Days)
        {
            row++;
            sheet.Value(row, 1, (decimal)day.Day.ToDateTime(TimeOnly.MinValue).ToOADate(), CellLook.Date);
            sheet.Value(row, 2, day.Received, CellLook.Count);
            sheet.Value(row, 3, day.Online, CellLook.Count);
            Put(sheet, row, 4, new Rate(day.Online, day.Received).Value, CellLook.Percent);
            sheet.Value(row, 5, day.Finished, CellLook.Count);
        }

        sheet.Header = (7, 7);
        return sheet;
    }

    private static void Put(SheetWriter sheet, int row, int column, decimal? value, CellLook look)
    {
        if (value is { } known)
        {
            sheet.Value(row, column, known, look);
        }
        else
        {
            sheet.Blank(row, column, look);
        }
    }

    private static void Heading(SheetWriter sheet, PeriodReport report, int columns, string title, string note)
    {
        sheet.Text(1, 1, $"Đơn vị báo cáo: {report.UnitName}", CellLook.Plain);
        sheet.Merge(1, 1, 1, Math.Min(4, columns), CellLook.Plain);
        sheet.Text(2, 1, title, CellLook.Title);
        sheet.Merge(2, 1, 2, columns, CellLook.Title);
        sheet.Height(2, 24);
        sheet.Text(3, 1, $"Kỳ báo cáo: {report.Period.NameVi} ({ReportWords.Capital(report.Period.RangeVi)}), {report.Period.CalendarVi}", CellLook.Centred);
        sheet.Merge(3, 1, 3, columns, CellLook.Centred);
        var standing = $"{ReportWords.Standing(report)}{(report.Own.Code.Length > 0 ? $". {CodeWord} {report.Own.Code}" : string.Empty)}";
        sheet.Text(4, 1, standing, CellLook.Centred);
        sheet.Merge(4, 1, 4, columns, CellLook.Centred);
        sheet.Height(3, HeightOf($"{report.Period.NameVi} {report.Period.RangeVi} {report.Period.CalendarVi} Kỳ báo cáo:", columns));
        sheet.Height(4, HeightOf(standing, columns));
        sheet.Text(5, 1, note, CellLook.Note);
        sheet.Merge(5, 1, 5, columns, CellLook.Note);
        sheet.Height(5, HeightOf(note, columns));
    }

    /// <summary>Height of a text that is merged over columns: a printed line holds about thirteen letters of each.</summary>
    private static double HeightOf(string text, int columns) => LineHeight * Math.Max(1, Math.Ceiling(text.Length / (13.0 * columns)));

    private static void Block(SheetWriter sheet, int row, int column, int lastRow, int lastColumn, string text)
    {
        sheet.Text(row, column, text, CellLook.Head);
        if (row != lastRow || column != lastColumn)
        {
            sheet.Merge(row, column, lastRow, lastColumn, CellLook.Head);
        }
    }

    private static void Body(SheetWriter sheet, PeriodReport report, int numbers, Func<PeriodStatistics, long>[] columns)
    {
        var last = columns.Length + 2;
        for (var c = 1; c <= last; c++)
        {
            sheet.Text(numbers, c, $"({c})", CellLook.Head);
        }

        var row = numbers;
        for (var s = 0; s < report.Sections.Count; s++)
        {
            var section = report.Sections[s];
            if (section.Title.Length > 0)
            {
                sheet.Text(++row, 1, ReportWords.Roman(s + 1), CellLook.Section);
                sheet.Height(row, 18);
                sheet.Text(row, 2, section.Title, CellLook.Section);
                sheet.Merge(row, 2, row, last, CellLook.Section);
            }

            for (var i = 0; i < section.Rows.Count; i++)
            {
                sheet.Value(++row, 1, i + 1, CellLook.Count);
                sheet.Height(row, 18);
                sheet.Text(row, 2, section.Rows[i].Name, CellLook.Text);
                Counts(sheet, row, section.Rows[i].Statistics, columns, CellLook.Count);
            }
        }

        sheet.Blank(++row, 1, CellLook.TotalText);
        sheet.Height(row, 20);
        sheet.Text(row, 2, "Tổng cộng", CellLook.TotalText);
        Counts(sheet, row, report.Total, columns, CellLook.TotalCount);
        var half = last / 2;
        row += 2;
        sheet.Text(row, half + 1, "..., ngày ... tháng ... năm ...", CellLook.Centred);
        sheet.Merge(row, half + 1, row, last, CellLook.Centred);
        sheet.Text(++row, 1, "NGƯỜI LẬP BIỂU", CellLook.Signature);
        sheet.Merge(row, 1, row, half, CellLook.Signature);
        sheet.Text(row, half + 1, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", CellLook.Signature);
        sheet.Merge(row, half + 1, row, last, CellLook.Signature);
        sheet.Text(++row, 1, "(Ký, ghi rõ họ tên)", CellLook.Centred);
        sheet.Merge(row, 1, row, half, CellLook.Centred);
        sheet.Text(row, half + 1, "(Ký, đóng dấu, ghi rõ họ tên)", CellLook.Centred);
        sheet.Merge(row, half + 1, row, last, CellLook.Centred);
    }

    private static void Counts(SheetWriter sheet, int row, PeriodStatistics? statistics, Func<PeriodStatistics, long>[] columns, CellLook look)
    {
        for (var c = 0; c < columns.Length; c++)
        {
            if (statistics is null)
            {
                sheet.Blank(row, c + 3, look);
            }
            else
            {
                sheet.Value(row, c + 3, columns[c](statistics), look);
            }
        }
    }
}
