using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Prints what of a file is not data, with why, and which of its wordings no list has.</summary>
internal static class DetailPrinter
{
    /// <summary>Prints that of a file that was taken in.</summary>
    public static async Task PrintAsync(Session session, FileRecord record, CommandOutput output, CancellationToken cancel) => Print(
        FileDetail.Parse(await session.Get<QuarantineStore>()
            .FindBlobAsync(QuarantineStore.DetailName(record.PartitionKey, record.RowKey), cancel).ConfigureAwait(false)), output);

    /// <summary>Prints it, and of a trial the wordings themselves.</summary>
    public static void Print(FileDetail detail, CommandOutput output)
    {
        foreach (var lines in detail.Layout)
        {
            output.Line(T($"  không phải dữ liệu ({Why(lines.Reason)}): {Where(lines.Sheet)}{lines.Rows} dòng: {lines.Numbers}",
                $"  no data ({Why(lines.Reason)}): {Where(lines.Sheet)}{Output.Print.Many(lines.Rows, "row")}: {lines.Numbers}"));
        }

        foreach (var table in detail.Skipped)
        {
            output.Line(T($"  không đọc ({Why(table.Reason)}): {Where(table.Name)}{table.Rows} dòng",
                $"  left unread ({Why(table.Reason)}): {Where(table.Name)}{Output.Print.Many(table.Rows, "row")}"));
        }

        if (detail.NoChannel > 0)
        {
            output.Line(T($"  {detail.NoChannel} hồ sơ không ghi kênh nộp: tính là trực tiếp (QĐ 766/QĐ-TTg)",
                $"  {Output.Print.Many(detail.NoChannel, "dossier")} without a channel: counted in person (QĐ 766/QĐ-TTg)"));
        }

        if (detail.SharedCodes > 0)
        {
            output.Line(T($"  {detail.SharedCodes} dòng mang mã của dòng khác mà khác đơn vị, ngày tiếp nhận hoặc kênh: dòng mới nhất được tính",
                $"  {Output.Print.Many(detail.SharedCodes, "row")} with the code of another with another unit, day of receipt or channel: the newest counts"));
        }

        foreach (var word in detail.Unlisted)
        {
            var said = word.Text.Length == 0 ? string.Empty : $" '{word.Text}'";
            output.Line(T($"  chưa có trong danh mục: {word.Column}{said}: {word.Rows} dòng (seeds/reference/lists)",
                $"  not in the list: {word.Column}{said}: {Output.Print.Many(word.Rows, "row")} (seeds/reference/lists)"));
        }
    }

    private static string Where(string sheet) => sheet.Length == 0 ? string.Empty : $"{sheet}, ";

    /// <summary>Why rows or sheets hold no data, in words.</summary>
    private static string Why<TReason>(TReason reason)
        where TReason : struct, Enum => reason.ToString() switch
        {
            nameof(LayoutReason.Blank) => T("dòng trống", "blank"),
            nameof(LayoutReason.Total) => T("dòng tổng", "total"),
            nameof(LayoutReason.Section) => T("tiêu đề mục", "heading of a part"),
            nameof(LayoutReason.Label) => T("nhãn", "label"),
            nameof(LayoutReason.Note) => T("ghi chú", "note"),
            nameof(LayoutReason.DateLine) => T("nơi và ngày", "place and date"),
            nameof(LayoutReason.Signature) => T("chữ ký", "signature"),
            nameof(LayoutReason.Header) => T("tiêu đề lặp lại", "header again"),
            nameof(LayoutReason.PageLine) => T("dòng đầu, cuối trang", "page line"),
            nameof(LayoutReason.BelowTable) => T("dưới bảng", "below the table"),
            nameof(SkipReason.Empty) => T("trống", "empty"),
            nameof(SkipReason.Hidden) => T("trang ẩn", "hidden"),
            nameof(SkipReason.NoHeadings) => T("không có tiêu đề của nguồn", "no headings of the source"),
            var other => other,
        };
}
