using GovPipeline.Cli.Output;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Onboarding;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Sources.Definitions;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Prints how an export was understood.</summary>
internal static class TrialPrinter
{
    public static void Print(TrialReport report, CommandOutput output)
    {
        if (report.ErrorCode.Length > 0)
        {
            output.Line(Half(report.Error));
        }

        var tally = report.Tally;
        if (tally.Tables.Count == 0)
        {
            return;
        }

        output.Line(T($"Định dạng: {tally.Format}", $"Format: {tally.Format}"));
        foreach (var table in tally.Tables)
        {
            output.Line(T("Tiêu đề: ", "Header: ") + Where(table.Sheet, table.Row));
            foreach (var (heading, column) in table.Columns)
            {
                output.Line($"  ✓ {heading} → {Columns(column.Split(", "))}");
            }

            output.Line(T($"  – không có: {Columns(table.Missing)}", $"  – not there: {Columns(table.Missing)}"));
            output.Line(T($"  – không đọc: {List(table.Unread)}", $"  – left unread: {List(table.Unread)}"));
        }

        DetailPrinter.Print(FileDetail.Of(tally) with { Unlisted = tally.Unlisted }, output);

        output.Line(T("Bản ghi đầu:", "First records:"));
        foreach (var record in report.FirstRecords)
        {
            output.Line($"  {T(record)}");
        }

        foreach (var row in report.Repaired)
        {
            foreach (var repair in row.Repairs)
            {
                output.Line($"  {T("sửa", "repaired")} {Where(row.Sheet, row.Row)} {row.Key} "
                    + $"{repair.Rule} {repair.Column}: '{repair.Before}' → '{repair.After}'");
            }
        }

        foreach (var row in report.Rejected)
        {
            foreach (var error in row.Errors)
            {
                output.Line(T($"  lỗi {Where(row.Sheet, row.Row)} {row.Key} {error.Code}: {error.Vi} {error.RemedyVi}",
                    $"  error {Where(row.Sheet, row.Row)} {row.Key} {error.Code}: {error.En} {error.RemedyEn}"));
            }
        }

        output.Line(T("Tổng:", "Totals:"));
        foreach (var (key, total) in report.Totals)
        {
            output.Line($"  {string.Join(" | ", key.Split(" | ").Select(k => ExplanationWords.Channel(k, Current)))}: {Output.Print.Count(total)}");
        }

        output.Line(T(
            $"{tally.Rows} dòng = {tally.Accepted} nhận + {tally.Rejected} lỗi; {tally.Repaired} có sửa; {tally.Layout} dòng trình bày. Không lưu gì.",
            $"{Output.Print.Many(tally.Rows, "row")} = {tally.Accepted} taken in + {tally.Rejected} rejected; {tally.Repaired} repaired; "
                + $"{tally.Layout} of layout. Nothing was stored."));
    }

    private static string Where(string sheet, int row) => sheet.Length > 0 ? $"{sheet}!{row}" : T($"dòng {row}", $"row {row}");

    private static string Columns(IReadOnlyList<string> columns) => List([.. columns.Select(c => T(DossierColumns.Term(c)))]);

    private static string List(IReadOnlyList<string> texts) => texts.Count == 0 ? "–" : string.Join(", ", texts);
}
