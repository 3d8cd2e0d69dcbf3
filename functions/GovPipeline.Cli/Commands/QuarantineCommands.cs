using GovPipeline.Pipeline.Alerting;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Onboarding;
using GovPipeline.Domain.Alerts;
using GovPipeline.Cli.Output;
using GovPipeline.Pipeline.Running;
using System.CommandLine;
using GovPipeline.Cli.Sessions;
using GovPipeline.LocalHost;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>Commands for rejected rows: list the files that have some, show them, send corrected ones back, throw some away with a reason.</summary>
internal static class QuarantineCommands
{
    public static Command All(CommandOutput output) =>
        new("quarantine", "Rejected rows: look at them, send corrected ones back, throw some away.")
            { List(output), Show(output), Replay(output), Discard(output) };

    private static Command List(CommandOutput output)
    {
        var source = new Option<string?>("--source") { Description = "Id of the one source to list; all without it." };
        var command = new Command("list", "Show the files with rejected rows and how many of these still wait.")
            { source, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var quarantine = session.Get<QuarantineStore>();
            var rows = new List<QuarantinedFile>();
            foreach (var file in (await session.Get<FileLedger>().FilesAsync(result.GetValue(source), cancel).ConfigureAwait(false)).Where(f => f.Rejected > 0))
            {
                var closed = await quarantine.ClosedAsync(file.PartitionKey, file.RowKey, cancel).ConfigureAwait(false);
                rows.Add(new($"{file.PartitionKey}/{file.RowKey[..12]}", file.Blob, file.Rejected, closed.Values.Count(c => c.How == ClosedRow.Corrected),
                    closed.Values.Count(c => c.How == ClosedRow.SentBackWrong),
                    closed.Values.Count(c => c.How == ClosedRow.Discarded), file.Rejected - closed.Count));
            }

            output.Show(
                result,
                [T("Phiếu", "slip"), T("Tệp", "file"), T("Cách ly", "rejected"), T("Đã sửa", "corrected"), T("Gửi lại còn sai", "sent back wrong"),
                    T("Đã bỏ", "discarded"), T("Đang chờ", "waiting")],
                rows.Select(r => new[] { r.Slip, r.File, Print.Count(r.Rejected), Print.Count(r.Corrected), Print.Count(r.SentBackWrong),
                    Print.Count(r.Discarded), Print.Count(r.Waiting) }),
                numbersFrom: 2,
                () => rows);
            if (!ListOptions.IsForProgram(result))
            {
                var refused = (await session.Get<OperationFindings>().OfAsync(cancel).ConfigureAwait(false)).Where(f => f.Kind == AlertKind.FileRejected);
                TroublePrinter.Print(refused.Where(f => result.GetValue(source) is null || f.SourceId == result.GetValue(source)), output);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Show(CommandOutput output)
    {
        var slip = new Argument<string>("SLIP") { Description = "As listed: source/number; the first letters of the number suffice." };
        var to = new Option<FileInfo?>("--out") { Description = "Write the rejection slip (XLSX) here." };
        var command = new Command("show", "Show the rejected rows of a file with reason and remedy, or write its slip.")
            { slip, to, ListOptions.AsJson, ListOptions.AsCsv };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var file = await FindAsync(session, result.GetValue(slip)!, cancel).ConfigureAwait(false);
            var quarantine = session.Get<QuarantineStore>();
            await session.Get<AuditLog>().NoteAsync(AuditRecord.Exported, Operator.Name, $"quarantine/{file.PartitionKey}/{file.RowKey}", file.Rejected,
                file.Blob, cancel).ConfigureAwait(false);
            if (result.GetValue(to) is { } target)
            {
                var slipBytes = await quarantine.FindBlobAsync(QuarantineStore.SlipName(file.PartitionKey, file.RowKey), cancel).ConfigureAwait(false)
                    ?? throw new PipelineException(ErrorCatalogue.ArgumentWrong, result.GetValue(slip),
                        new Domain.Text.Bilingual($"chưa lập phiếu, nạp lại tệp: {file.Blob}", $"no slip was made yet; ingest the file again: {file.Blob}"));
                await File.WriteAllBytesAsync(target.FullName, slipBytes, cancel).ConfigureAwait(false);
                output.Line(target.FullName);
                return ExitCodes.Done;
            }

            var closed = await quarantine.ClosedAsync(file.PartitionKey, file.RowKey, cancel).ConfigureAwait(false);
            var rows = new List<RejectedLine>();
            await foreach (var entry in quarantine.ReadAsync(file.PartitionKey, file.RowKey, cancel).ConfigureAwait(false))
            {
                var name = SlipAnswer.RowName(entry.Sheet, entry.Row);
                var state = closed.TryGetValue(name, out var end) ? $"{end.How}: {end.By} {end.Reason}" : string.Empty;
                rows.AddRange(entry.Errors.Select(e => new RejectedLine(
                    name, entry.Key, e.Code, e.Column, T(e.Vi, e.En), T(e.RemedyVi, e.RemedyEn), state)));
            }

            if (ListOptions.IsForProgram(result))
            {
                output.Show(
                    result,
                    [T("Dòng", "row"), T("Hồ sơ", "dossier"), T("Mã lỗi", "code"), T("Cột", "column"), T("Lý do", "reason"), T("Cách sửa", "remedy"),
                        T("Tình trạng", "state")],
                    rows.Select(r => new[] { r.Row, r.Key, r.Code, r.Column, r.Reason, r.Remedy, r.State }), numbersFrom: 9, () => rows);
                return ExitCodes.Done;
            }

            foreach (var r in rows)
            {
                output.Line($"{T("dòng", "row")} {r.Row} {r.Key} {r.Code}: {r.Reason} {r.Remedy}{(r.State.Length > 0 ? $" [{r.State}]" : string.Empty)}");
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Replay(CommandOutput output)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The corrected slip." };
        var source = new Option<string>("--source") { Description = "Id of the source it belongs to.", Required = true };
        var command = new Command("replay", "Take a corrected slip in: right rows are closed, wrong ones go on a new slip.") { file, source };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            await RefuseOtherFileAsync(session, result.GetValue(file)!, result.GetValue(source)!, cancel).ConfigureAwait(false);
            return await FileCommands.IngestAsync(session, result.GetValue(file)!, result.GetValue(source)!, new(null, null, IsCertain: true), output, cancel)
                .ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>A slip is taken in past the questions that another export is asked; so nothing else may come this way.</summary>
    private static async Task RefuseOtherFileAsync(Session session, FileInfo file, string sourceId, CancellationToken cancel)
    {
        if (!file.Exists || session.Get<ReferenceData>().Sources.Find(sourceId) is not { } source)
        {
            return; // said where it is taken in
        }

        await using var stream = file.OpenRead();
        var read = session.Get<SourceTrial>().Read(stream, source, file.Name, VietnamClock.Today(session.Get<TimeProvider>()), cancel);
        if (read.ErrorCode.Length == 0 && read.Tally.Answers.Count == 0)
        {
            throw Guard.Wrong(file.Name, new(
                $"không phải phiếu: không có dòng nào mang mã phiếu; nhận tệp xuất bằng govpipeline ingest {file.Name} --source {sourceId}",
                $"is no slip: no row has the number of one; take an export in by govpipeline ingest {file.Name} --source {sourceId}"));
        }
    }

    private static Command Discard(CommandOutput output)
    {
        var slip = new Argument<string>("SLIP") { Description = "As listed: source/number." };
        var rows = new Option<string[]>("--row")
            { Description = "A row as shown; may be given several times. All that wait without it.", AllowMultipleArgumentsPerToken = true };
        var reason = new Option<string>("--reason") { Description = "Why; kept with the row for good.", Required = true };
        var command = new Command("discard", "Throw rejected rows away, for a reason that is recorded with who and when.") { slip, rows, reason };
        command.SetAction((result, cancel) => Guard.RunAsync(output, async () =>
        {
            var why = StatedText.Of("--reason", result.GetValue(reason));
            const int Shortest = 5;
            if (why.Length < Shortest)
            {
                throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--reason", new Domain.Text.Bilingual(
                    $"ghi lý do dài ít nhất {Shortest} ký tự", $"give a reason of at least {Shortest} letters"));
            }

            await using var session = await ReadySession.OpenAsync(result, output, cancel).ConfigureAwait(false);
            var file = await FindAsync(session, result.GetValue(slip)!, cancel).ConfigureAwait(false);
            var quarantine = session.Get<QuarantineStore>();
            var closed = await quarantine.ClosedAsync(file.PartitionKey, file.RowKey, cancel).ConfigureAwait(false);
            var wanted = result.GetValue(rows) ?? [];
            var waiting = new List<string>();
            await foreach (var entry in quarantine.ReadAsync(file.PartitionKey, file.RowKey, cancel).ConfigureAwait(false))
            {
                waiting.Add(SlipAnswer.RowName(entry.Sheet, entry.Row));
            }

            waiting.RemoveAll(closed.ContainsKey);
            if (wanted.FirstOrDefault(w => !waiting.Contains(w)) is { } unknown)
            {
                throw UnknownArgument.Of(new("Các dòng đang chờ", "Rows that wait"), unknown, waiting);
            }

            var thrown = waiting.Where(w => wanted.Length == 0 || wanted.Contains(w)).ToList();
            var at = session.Get<TimeProvider>().GetUtcNow();
            await quarantine.CloseAsync(file.PartitionKey, file.RowKey,
                thrown.Select(r => new ClosedRow { Row = r, How = ClosedRow.Discarded, By = Environment.UserName, Reason = why, At = at }), cancel)
                .ConfigureAwait(false);
            output.Line(T($"{thrown.Count} dòng đã bỏ: {why}", $"{Print.Many(thrown.Count, "row")} discarded: {why}"));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<FileRecord> FindAsync(Session session, string slip, CancellationToken cancel)
    {
        var (source, number) = slip.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? (slip[..slash], slip[(slash + 1)..]) : (slip, string.Empty);
        var files = (await session.Get<FileLedger>().FilesAsync(source, cancel).ConfigureAwait(false))
            .Where(f => f.Rejected > 0 && f.RowKey.StartsWith(number, StringComparison.Ordinal)).ToList();
        return files.Count == 1 ? files[0]
            : throw UnknownArgument.Of(new("Các phiếu", "Slips"), slip,
                (await session.Get<FileLedger>().FilesAsync(null, cancel).ConfigureAwait(false)).Where(f => f.Rejected > 0)
                    .Select(f => $"{f.PartitionKey}/{f.RowKey[..12]}"), "govpipeline quarantine list");
    }

    private sealed record RejectedLine(string Row, string Key, string Code, string Column, string Reason, string Remedy, string State);

    private sealed record QuarantinedFile(string Slip, string File, long Rejected, int Corrected, int SentBackWrong, int Discarded, long Waiting);
}
