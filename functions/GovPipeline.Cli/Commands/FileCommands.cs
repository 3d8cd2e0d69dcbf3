using System.CommandLine;
using GovPipeline.Cli.Output;
using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands that take files in: ingest one, or take in again what the store holds.</summary>
internal static class FileCommands
{
    private static readonly Option<DateOnly?> Date = DayArguments.Option("--date",
        "The local day up to which it tells, yyyy-MM-dd. Default: the day in its name, else that of its newest row.");

    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "Take it in although it waits for a person: its day is far from its rows, much of it was left out, or it is unlike those before it.",
    };

    public static IEnumerable<Command> All(CommandOutput output) => [Ingest(output), Reingest(output)];

    private static Command Ingest(CommandOutput output)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The export." };
        var source = new Option<string>("--source") { Description = "Id of the source it belongs to.", Required = true };
        var from = DayArguments.Option("--from", "The first local day it tells of, yyyy-MM-dd. Default: where the run of days in it begins.");
        var dry = new Option<bool>("--dry-run") { Description = "Read the file and show what would become of it, without storing anything." };
        var command = new Command("ingest", "Take in one export from a file.") { file, source, Date, from, Yes, dry };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var days = new FileDays(result.GetValue(Date), result.GetValue(from), result.GetValue(Yes));
            if (result.GetValue(dry))
            {
                using var copy = DryRun.Begin(SessionArguments.Read(result));
                await using var trial = await Session.OpenAsync(copy.Options, output.Both, DryRun.Settings, cancel).ConfigureAwait(false);
                var code = await IngestAsync(trial, result.GetValue(file)!, result.GetValue(source)!, days, output, cancel).ConfigureAwait(false);
                output.Line(T("Chạy thử trên một bản sao; không lưu gì.", "Tried on a copy; nothing was stored."));
                return code;
            }

            await using var session = await Session.OpenAsync(SessionArguments.Read(result), output.Both, [], cancel).ConfigureAwait(false);
            return await IngestAsync(session, result.GetValue(file)!, result.GetValue(source)!, days, output, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>Takes a file in and tells what became of its rows.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> IngestAsync(Session session, FileInfo path, string id, FileDays days, CommandOutput output, CancellationToken cancel)
    {
        if (!path.Exists)
        {
            throw Guard.NoFile(path);
        }

        var sources = session.Get<ReferenceData>().Sources;
        if (sources.Find(id) is null)
        {
            throw UnknownArgument.Of(Guard.SourceList, id, sources.All.Select(s => s.Id), "govpipeline sources list");
        }

        Check(session, days);
        await session.Get<StorageSetup>().EnsureAsync(cancel).ConfigureAwait(false);
        var before = await FigureChanges.ReadAsync(session, cancel).ConfigureAwait(false);
        var name = string.Empty;
        await output.ProgressAsync(T("Nạp", "Uploading"), async step => name = await UploadAsync(session, path, id, days, output.IsTerminal ? step
            : null, cancel).ConfigureAwait(false))
            .ConfigureAwait(false);
        var code = await TakeInAsync(session, name, days, output, cancel).ConfigureAwait(false);
        FigureChanges.Print(before, await FigureChanges.ReadAsync(session, cancel).ConfigureAwait(false), output);
        return code;
    }

    private static Command Reingest(CommandOutput output)
    {
        var blob = new Argument<string?>("EXPORT")
            { Description = "Name of an export in the store, as status and alerts show it.", Arity = ArgumentArity.ZeroOrOne };
        var source = new Option<string?>("--source") { Description = "Take in again every refused export of a source." };
        var taken = new Option<bool>("--all") { Description = "With --source: also those that were taken in, after a definition has been mended." };
        var command =
            new Command("reingest", "Take in again an export that the store holds, or those of a source, after a definition or a day has been mended.")
            { blob, source, Date, Yes, taken };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var (name, of) = (result.GetValue(blob), result.GetValue(source));
            if (name is null == of is null)
            {
                throw Guard.Wrong("EXPORT, --source", new("cho một trong hai", "give one of the two"));
            }

            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var days = new FileDays(result.GetValue(Date), null, result.GetValue(Yes) || result.GetValue(Date) is not null);
            Check(session, days);
            var ledger = session.Get<FileLedger>();
            var blobs = (await ledger.BlobsAsync(cancel).ConfigureAwait(false)).Values;
            var all = blobs.Select(p => name is not null ? p.Blob : p.Blob.Split('/')[0]);
            var known = blobs
                .Where(p => name is not null ? p.Blob == name : p.Blob.Split('/')[0] == of && (p.State == FileStates.Refused
                    || result.GetValue(taken))).ToList();
            if (known.Count == 0)
            {
                throw UnknownArgument.Of(new("Kho tệp", "The store"), name ?? of!, all, "govpipeline status");
            }

            foreach (var pointer in known)
            {
                await WarnOfEarlierDayAsync(ledger, pointer, days, output, cancel).ConfigureAwait(false);
                var export = await session.Get<ExportStore>().FindAsync(pointer.Blob, cancel).ConfigureAwait(false);
                if (export is null && name is not null)
                {
                    throw Guard.Wrong(name, new("bản gốc đã xóa khi hết thời hạn lưu (Pipeline:KeepExportsDays); xem govpipeline audit",
                        "the original was deleted when its time was over (Pipeline:KeepExportsDays); see govpipeline audit"));
                }

                if (export is null)
                {
                    continue; // deleted when its time was over; its figures stay
                }

                if (days.IsCertain)
                {
                    await session.Get<ExportStore>().ConfirmAsync(pointer.Blob, days.Date ?? export.ExportDate, export.From, cancel).ConfigureAwait(false);
                }
                else
                {
                    await session.Get<ReadingTries>().EndAsync(Holds.OfExport(export), cancel).ConfigureAwait(false);
                }

                await ledger.ForgetAsync(pointer, cancel).ConfigureAwait(false);
                session.Get<MissedExports>().Forget(pointer.Blob);
            }

            var left = await Drained.RunAsync(session, T("Nhận lại", "taking in again"), output, cancel).ConfigureAwait(false);
            var codes = new List<int> { left };
            foreach (var pointer in known)
            {
                output.Line(pointer.Blob);
                codes.Add(await ReportAsync(session, pointer.Blob, output, cancel).ConfigureAwait(false));
            }

            return codes.Max();
        }));
        return command;
    }

    /// <summary>What is known of later days does not go back with a file: says so, rather than leave it to be found.</summary>
    private static async Task WarnOfEarlierDayAsync(FileLedger ledger, FileRecord pointer, FileDays days, CommandOutput output, CancellationToken cancel)
    {
        if (days.Date is { } day && await ledger.FindAsync(pointer.Blob.Split('/')[0], pointer.Sha256, cancel).ConfigureAwait(false)
            is { State: FileStates.Ingested } file && DayText.Parse(file.ExportDate) is var before && day < before)
        {
            output.Say(T($"CHÚ Ý: tệp đã được tính đến ngày {DayText.Print(before)}; các ngày đến đó vẫn coi là đã có số liệu.",
                $"NOTE: the file was taken in up to {DayText.Print(before)}; the days up to then still count as told."));
        }
    }

    private static void Check(Session session, FileDays days)
    {
        var today = VietnamClock.Today(session.Get<TimeProvider>());
        DayArguments.Check(days.Date, today, "--date");
        DayArguments.Check(days.From, today, "--from");
        if (days.From > days.Date)
        {
            throw Guard.Wrong("--from", new(
                $"{DayText.Print(days.From!.Value)} sau --date {DayText.Print(days.Date!.Value)}",
                $"{DayText.Print(days.From!.Value)} is after --date {DayText.Print(days.Date!.Value)}"));
        }
    }

    private static async Task<string> UploadAsync(Session session, FileInfo file, string source, FileDays days, Action<string>? step, CancellationToken cancel)
    {
        const double Megabyte = 1 << 20;
        var (clock, done) = (System.Diagnostics.Stopwatch.StartNew(), 0L);
        var name = ExportStore.NameFor(source, days.Date, session.Get<TimeProvider>().GetUtcNow(), file.Name);
        var staged = session.Get<ExportStore>().Begin(name, days.Date, days.From, days.IsCertain, isConfirmed: days.IsCertain, Operator.Name);
        await using var stream = file.OpenRead();
        var buffer = new byte[1 << 20];
        for (int read; (read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            await staged.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            done += read;
            if (step is not null && done < file.Length)
            {
                var left = clock.Elapsed.TotalSeconds * (file.Length - done) / done;
                step(T($"{done / Megabyte:F0}/{file.Length / Megabyte:F0} MB, còn {left:F0} giây",
                    $"{done / Megabyte:F0}/{file.Length / Megabyte:F0} MB, {left:F0} s left"));
            }
        }

        await staged.CommitAsync(cancel).ConfigureAwait(false);
        return name;
    }

    private static async Task<int> TakeInAsync(Session session, string name, FileDays days, CommandOutput output, CancellationToken cancel)
    {
        var left = await Drained.RunAsync(session, T("Nhận", "ingesting"), output, cancel).ConfigureAwait(false);
        var ledger = session.Get<FileLedger>();
        if (await ledger.FindBlobAsync(name, cancel).ConfigureAwait(false) is { } far && ErrorCatalogue.WaitsForPerson(far.ErrorCode)
            && output.CanAsk)
        {
            output.Say(far.Error);
            if (output.Ask(T("Đã xem và vẫn nhận?", "Seen, and take it in all the same?")))
            {
                await session.Get<ExportStore>().ConfirmAsync(name, days.Date, days.From, cancel).ConfigureAwait(false);
                left = await Drained.RunAsync(session, T("Nhận", "ingesting"), output, cancel).ConfigureAwait(false);
            }
        }

        return Math.Max(await ReportAsync(session, name, output, cancel).ConfigureAwait(false), left);
    }

    private static async Task<int> ReportAsync(Session session, string name, CommandOutput output, CancellationToken cancel)
    {
        var ledger = session.Get<FileLedger>();
        var pointer = await ledger.FindBlobAsync(name, cancel).ConfigureAwait(false);
        if (pointer is null)
        {
            output.Say(T($"{name}: chưa nhận được; xem govpipeline status", $"{name}: not taken in; see govpipeline status"));
            return ExitCodes.Failed;
        }

        if (pointer.State == FileStates.Refused)
        {
            // The ledger keeps both languages in one text.
            var entry = ErrorCatalogue.All.First(e => e.Code == pointer.ErrorCode);
            output.Say(Half(pointer.Error));
            output.Say($"→ {T(entry.RemedyVi, entry.RemedyEn)}");
            return ExitCodes.Refused;
        }

        var record = await ledger.FindAsync(name.Split('/')[0], pointer.Sha256, cancel).ConfigureAwait(false);
        output.Line(pointer.State == FileStates.Duplicate
            ? T($"Tệp này đã nhận trước đây: {record?.Blob}", $"This file came before: {record?.Blob}")
            : T($"{record!.Rows} dòng = {record.Accepted} nhận + {record.Rejected} cách ly; {record.Records} bản ghi = {record.InFacts} hiệu lực + "
                + $"{record.Superseded} bị thay",
                $"{Print.Many(record.Rows, "row")} = {record.Accepted} taken in + {record.Rejected} quarantined; {record.Records} records = "
                + $"{record.InFacts} stand + {record.Superseded} superseded"));
        var through = record is null ? "?" : DayText.Print(DayText.Parse(record.ExportDate));
        output.Line(T($"Số liệu đến ngày: {through}", $"Data through: {through}"));
        if (record is { Records: > 0, InFacts: 0 } && pointer.State != FileStates.Duplicate)
        {
            output.Say(T(
                "CHÚ Ý: không bản ghi nào của tệp có hiệu lực: dữ liệu mới hơn, hoặc một tệp khác cùng ngày, đứng trước. Nếu tệp này là bản sửa, nhận lại với "
                + "ngày sau: govpipeline reingest TỆP --date NGÀY.",
                "NOTE: no record of the file stands: newer data do, or another file of the same day. When this one corrects that, take it in again "
                + "with a later day: govpipeline reingest EXPORT --date DAY."));
        }

        if (record is { Rows: > 0, Accepted: 0 })
        {
            var slip = $"govpipeline quarantine show {record.PartitionKey}/{record.Sha256[..12]}";
            output.Say(T($"Không dòng nào của tệp được nhận, nên các ngày của tệp vẫn coi là chưa có số liệu. Xem và sửa: {slip}",
                $"No row of the file was taken in, so its days still count as not told of. Look and mend: {slip}"));
        }

        if (record is not null)
        {
            await DetailPrinter.PrintAsync(session, record, output, cancel).ConfigureAwait(false);
        }

        await PrintRejectedAsync(session, record, output, cancel).ConfigureAwait(false);
        return record is { Rows: > 0, Accepted: 0 } ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static async Task PrintRejectedAsync(Session session, FileRecord? record, CommandOutput output, CancellationToken cancel)
    {
        const int Most = 20;
        if (record is null || record.Rejected == 0)
        {
            return;
        }

        var shown = 0;
        await foreach (var entry in session.Get<QuarantineStore>().ReadAsync(record.PartitionKey, record.RowKey, cancel).ConfigureAwait(false))
        {
            foreach (var error in entry.Errors)
            {
                output.Line(T($"  dòng {entry.Row} {entry.Key} {error.Code}: {error.Vi} {error.RemedyVi}",
                    $"  row {entry.Row} {entry.Key} {error.Code}: {error.En} {error.RemedyEn}"));
            }

            if (++shown == Most)
            {
                output.Line(T($"  … còn {record.Rejected - Most} dòng: govpipeline quarantine show {record.PartitionKey}/{record.RowKey[..12]}",
                    $"  … {record.Rejected - Most} more: govpipeline quarantine show {record.PartitionKey}/{record.RowKey[..12]}"));
                return;
            }
        }
    }
}

/// <summary>What the command line says of the days of a file.</summary>
/// <param name="Date">The last local day it tells of; null for what its name or rows say.</param>
/// <param name="From">The first; null for what its rows say.</param>
/// <param name="IsCertain">Whether the day holds whatever the rows say.</param>
internal sealed record FileDays(DateOnly? Date, DateOnly? From, bool IsCertain);
