using GovPipeline.Cli.Output;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Onboarding;

namespace GovPipeline.Cli.Commands;

/// <summary>Prints how an export was understood.</summary>
internal static class TrialPrinter
{
    public static void Print(TrialReport report, CommandOutput output)
    {
        if (report.ErrorCode.Length > 0)
        {
            output.Line(report.Error);
        }

        var tally = report.Tally;
        if (tally.Tables.Count == 0)
        {
            return;
        }

        output.Line($"Định dạng / format: {tally.Format}");
        foreach (var table in tally.Tables)
        {
            output.Line($"Tiêu đề / header: {(table.Sheet.Length > 0 ? $"{table.Sheet}, " : string.Empty)}dòng/row {table.Row}");
            foreach (var (heading, column) in table.Columns)
            {
                output.Line($"  ✓ {heading} → {column}");
            }

            output.Line($"  – không có / not there: {List(table.Missing)}");
            output.Line($"  – không đọc / left unread: {List(table.Unread)}");
        }

        DetailPrinter.Print(FileDetail.Of(tally) with { Unlisted = tally.Unlisted }, output);

        output.Line("Bản ghi đầu / first records:");
        foreach (var record in report.FirstRecords)
        {
            output.Line($"  {record}");
        }

        foreach (var row in report.Repaired)
        {
            foreach (var repair in row.Repairs)
            {
                output.Line($"  sửa/repaired {Where(row.Sheet, row.Row)} {row.Key} {repair.Rule} {repair.Column}: '{repair.Before}' → '{repair.After}'");
            }
        }

        foreach (var row in report.Rejected)
        {
            foreach (var error in row.Errors)
            {
                output.Line($"  lỗi/error {Where(row.Sheet, row.Row)} {row.Key} {error.Code}: {error.Vi} {error.RemedyVi} / {error.En} {error.RemedyEn}");
            }
        }

        output.Line("Tổng / totals:");
        foreach (var (key, total) in report.Totals)
        {
            output.Line($"  {key}: {Output.Print.Count(total)}");
        }

        output.Line(
            $"{tally.Rows} dòng/rows = {tally.Accepted} nhận/accepted + {tally.Rejected} lỗi/rejected; {tally.Repaired} có sửa/repaired; {tally.Layout} dòng "
            + $"trình bày/layout. Không lưu gì / nothing was stored.");
    }

    private static string Where(string sheet, int row) => sheet.Length > 0 ? $"{sheet}!{row}" : $"dòng/row {row}";

    private static string List(IReadOnlyList<string> texts) => texts.Count == 0 ? "–" : string.Join(", ", texts);
}
