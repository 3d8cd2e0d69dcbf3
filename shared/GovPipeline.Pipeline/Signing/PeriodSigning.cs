using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Pipeline.Running;
using GovPipeline.Storage.Leases;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Signing;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Signing;

/// <summary>
/// Signs a period that is over, and restates one that was signed. From the signature on its rows are those that were signed, whatever comes;
/// publish it afterwards, so that they say so.
/// </summary>
public sealed class PeriodSigning(
    PublishedTables tables, SigningStore signing, SignedRows signed, PeriodLoader loader, PeriodWriter writer, BlockClosing closing, PendingWork pending,
    UnitNotes notes, ReferenceData reference, WriterLease lease, AuditLog audit, IOptions<PipelineOptions> options, TimeProvider time)
{
    private const string Lease = "publish"; // nobody publishes meanwhile
    private const int Tries = 20;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);

    /// <summary>Signs a period as it is published.</summary>
    /// <param name="period">The period.</param>
    /// <param name="request">Who signs, in which document.</param>
    /// <param name="mayBePartial">Whether it is signed although data are missing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP802: it cannot be signed, and why.</exception>
    public async Task<Signature> SignAsync(Period period, SigningRequest request, bool mayBePartial, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(request);
        request = Checked(request);
        await using var held = await TakeAsync(cancellationToken).ConfigureAwait(false);
        return await held.WorkAsync(() => SignAsync(period, request, mayBePartial, held, held.Lost)).ConfigureAwait(false);
    }

    private async Task<Signature> SignAsync(
        Period period, SigningRequest request, bool mayBePartial, HeldLease held, CancellationToken cancellationToken)
    {
        if ((await signing.OfAsync(period.Id, cancellationToken).ConfigureAwait(false)) is [.., var last])
        {
            throw Wrong(period, new(
                $"đã ký ({last.Document}, {DayText.Print(VietnamClock.DayOf(last.At))}); thay đổi phải điều chỉnh: period restate {period.Id} --reason \"…\"",
                $"it was signed ({last.Document}, {DayText.Print(VietnamClock.DayOf(last.At))}); restate it: period restate {period.Id} --reason \"…\""));
        }

        var whole = await tables.ReadWholeAsync(period, cancellationToken).ConfigureAwait(false)
            ?? throw Wrong(period, new("chưa công bố", "it is not published"));
        if (whole.Dataset.State == nameof(PeriodState.Open))
        {
            throw Wrong(period, new($"chưa hết kỳ: số liệu mới đến {DayText.Print(DayText.Parse(whole.Dataset.AsOf))}",
                $"it is not over: data reach {DayText.Print(DayText.Parse(whole.Dataset.AsOf))}"));
        }

        if (whole.Dataset.Missing.Length > 0 && !mayBePartial)
        {
            var missing = PublishedText.Missing(whole.Dataset.Missing, reference.Sources);
            throw Wrong(period, new($"số liệu chưa đủ, còn thiếu: {missing.Vi}; vẫn ký thì thêm --partial",
                $"data are missing: {missing.En}; to sign all the same add --partial"));
        }

        await ThrowIfDueAsync(period, cancellationToken).ConfigureAwait(false);
        var data = await DataAsync(period, held, cancellationToken).ConfigureAwait(false);
        var (content, dataset) = await writer.MakeAsync(data, cancellationToken).ConfigureAwait(false);
        if (content.Version != whole.Dataset.Version || dataset.Definitions != whole.Dataset.Definitions
            || !await AreAsync(period, content, cancellationToken).ConfigureAwait(false))
        {
            throw Wrong(period, new(
                $"các dòng đang công bố không phải của một lần công bố trọn vẹn theo dữ liệu và định nghĩa hiện nay: "
                    + $"chạy govpipeline publish --period {period.Id}, xem lại số, rồi ký",
                $"what is published is not one whole publication by the data and definitions of now: "
                    + $"run govpipeline publish --period {period.Id}, look at the figures again, then sign"));
        }

        return await AddAsync(period, 1, content.Kept(whole.Dataset, time.GetUtcNow()), data, request, held, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the tables hold exactly this.</summary>
    private async Task<bool> AreAsync(Period period, PeriodContent content, CancellationToken cancellationToken)
    {
        var tests = AuthenticityRows.Explained(content.AuthenticityTests, await notes.AllAsync(cancellationToken).ConfigureAwait(false));
        return await tables.AreAsync(PeriodRow.TableOf(period.Kind), period.Id, content.Rows, cancellationToken).ConfigureAwait(false)
            && await tables.AreAsync("indicators", period.Id, content.Indicators, cancellationToken).ConfigureAwait(false)
            && await tables.AreAsync("breakdowns", period.Id, content.Breakdowns, cancellationToken).ConfigureAwait(false)
            && await tables.AreAsync("reported", period.Id, content.Reported, cancellationToken).ConfigureAwait(false)
            && await tables.AreAsync("authenticity", period.Id, content.Authenticity, cancellationToken).ConfigureAwait(false)
            && await tables.AreAsync("authenticitytests", period.Id, tests, cancellationToken).ConfigureAwait(false)
            && (content.Days is null || await tables.AreAsync("daily", period.Id, content.Days, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Puts what the data say now in the place of what was signed, under a further signature.</summary>
    /// <param name="period">The period.</param>
    /// <param name="request">Who decides it, in which document, and why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP802: it cannot be restated, and why.</exception>
    public async Task<Signature> RestateAsync(Period period, SigningRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(request);
        request = Checked(request);
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            throw Wrong(period, new("điều chỉnh số đã ký phải ghi lý do: --reason \"…\"", "restating what was signed needs its reason: --reason \"…\""));
        }

        await using var held = await TakeAsync(cancellationToken).ConfigureAwait(false);
        return await held.WorkAsync(() => RestateAsync(period, request, held, held.Lost)).ConfigureAwait(false);
    }

    private async Task<Signature> RestateAsync(Period period, SigningRequest request, HeldLease held, CancellationToken cancellationToken)
    {
        if ((await signing.OfAsync(period.Id, cancellationToken).ConfigureAwait(false)) is not [.., var last])
        {
            throw Wrong(period, new("chưa ký, nên không cần điều chỉnh: số liệu mới được công bố như thường",
                "it is not signed: newer data are published as they come"));
        }

        await ThrowIfDueAsync(period, cancellationToken).ConfigureAwait(false);
        var data = await DataAsync(period, held, cancellationToken).ConfigureAwait(false);
        var (content, dataset) = await writer.MakeAsync(data, cancellationToken).ConfigureAwait(false);
        if (content.Version == PeriodContent.VersionOf(await signing.ReadAsync(last, cancellationToken).ConfigureAwait(false)))
        {
            throw Wrong(period, new("số nếu công bố lại không khác số đã ký", "published again it would say what was signed"));
        }

        return await AddAsync(period, last.Number + 1, content.Kept(dataset, time.GetUtcNow()), data, request, held, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Signature> AddAsync(
        Period period, int number, KeptPublication publication, PeriodData data, SigningRequest request, HeldLease held, CancellationToken cancellationToken)
    {
        var signature = new Signature
        {
            PartitionKey = period.Id, RowKey = SigningStore.RowOf(number), Version = publication.Version, At = time.GetUtcNow(),
            By = request.By, PreparedBy = request.PreparedBy, Document = request.Document, Reason = request.Reason, Account = request.Account,
        };
        var dossiers = await signed.DossiersAsync(data, cancellationToken).ConfigureAwait(false);
        await ThrowIfDueAsync(period, cancellationToken).ConfigureAwait(false); // what came while they were read is in none of the rows
        Task NoteAsync(string action, CancellationToken cancel) => audit.NoteAsync(action, request.Account, period.Id, publication.Rows.Count,
            $"{signature.By}; {signature.Document}; {signature.Version}{(signature.Reason.Length > 0 ? $"; {signature.Reason}" : string.Empty)}", cancel);
        await NoteAsync(AuditRecord.Signing, cancellationToken).ConfigureAwait(false);

        // Due before it is signed: cut off between, its rows say so at the next publication.
        await pending.AddAsync(PendingWork.Periods, [period.Id], cancellationToken).ConfigureAwait(false);
        await signing.AddAsync(signature, publication, dossiers, held, cancellationToken).ConfigureAwait(false);
        // It is signed now, also where the lease is lost behind it.
        await NoteAsync(number == 1 ? AuditRecord.Signed : AuditRecord.Restated, CancellationToken.None).ConfigureAwait(false);
        return signature;
    }

    /// <summary>The request as it is kept, or what is wrong in it.</summary>
    private SigningRequest Checked(SigningRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.By) || string.IsNullOrWhiteSpace(request.Document))
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--by, --document",
                new Bilingual("phải ghi chức vụ người ký và số văn bản", "the post that signs and the document are needed"));
        }

        var said = request with
        {
            By = StatedText.Post("--by", request.By), Document = StatedText.Of("--document", request.Document),
            PreparedBy = string.IsNullOrWhiteSpace(request.PreparedBy) ? string.Empty : StatedText.Post("--prepared-by", request.PreparedBy),
            Reason = StatedText.OfAny("--reason", request.Reason),
        };
        return options.Value.TwoToSign && (said.PreparedBy.Length == 0 || Folding.Fold(said.PreparedBy) == Folding.Fold(said.By))
            ? throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--prepared-by",
                new Bilingual("nơi này cần hai người (Pipeline:TwoToSign): người lập khác người ký",
                    "two people are needed here (Pipeline:TwoToSign): one who prepares, another who signs"))
            : said;
    }

    private async Task ThrowIfDueAsync(Period period, CancellationToken cancellationToken)
    {
        var folds = await pending.ListAsync(PendingWork.Folds, cancellationToken).ConfigureAwait(false);
        var due = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        if (folds.Count > 0 || due.Any(d => d.Item == period.Id))
        {
            throw Wrong(period, new("có dữ liệu mới đang chờ công bố, hoặc một lần ký bị cắt ngang: chạy govpipeline publish, xem lại số, rồi ký",
                "newer data wait to be published, or a signature was cut off: run govpipeline publish, look at the figures again, then sign"));
        }
    }

    private async Task<PeriodData> DataAsync(Period period, HeldLease held, CancellationToken cancellationToken)
    {
        await closing.CloseAsync(held, cancellationToken).ConfigureAwait(false);
        return await loader.LoadAsync([period], [], cancellationToken).ConfigureAwait(false) is [var only] ? only
            : throw Wrong(period, new("không có số liệu", "there are no data of it"));
    }

    private async Task<HeldLease> TakeAsync(CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            if (await lease.TryTakeAsync(Lease, cancellationToken).ConfigureAwait(false) is { } held)
            {
                return held;
            }

            await Task.Delay(BetweenTries, cancellationToken).ConfigureAwait(false);
        }

        throw new PipelineException(ErrorCatalogue.StorageContention, Lease, Tries);
    }

    private static PipelineException Wrong(Period period, Bilingual why) => new(ErrorCatalogue.ArgumentWrong, period.Id, why);
}

/// <summary>Who signs or restates, and how.</summary>
/// <param name="By">The post that signs, as it is published.</param>
/// <param name="Document">The document.</param>
/// <param name="PreparedBy">The post that prepared it; empty when nobody says so.</param>
/// <param name="Reason">Why it is restated; empty of a signing.</param>
/// <param name="Account">The account that gives the command.</param>
public sealed record SigningRequest(string By, string Document, string PreparedBy, string Reason, string Account);
