using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using System.Globalization;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Receives each good row; the record is only lent.</summary>
/// <param name="dossier">The dossier.</param>
public delegate void DossierSink(in Dossier dossier);

/// <summary>
/// Reads and validates the rows of a dossier export in place: no string is made of a cell unless it is new or wrong.
/// Columns that are not mapped are never looked at, so names, phones and addresses do not get past here.
/// </summary>
internal sealed class DossierRowParser : RowParser
{
    private const int LongestText = 300;
    private const string FieldList = "fields";

    private readonly ExportContext _context;
    private readonly DossierSink _sink;
    private readonly TextPool _pool = new();
    private readonly TextMemory<string> _procedures = new();
    private readonly Wordings<DossierStatus> _statuses;
    private readonly Wordings<ChannelWord> _channels;
    private readonly Wordings<ServiceLevel> _levels;
    private readonly Wordings<Answer> _answers;
    private readonly Wordings<bool> _secrecy;
    private readonly DateOnly _lastChange;
    private readonly UnitLookup _units;
    private readonly ListedTexts _fields;

    private readonly int _code, _procedure, _field, _level, _channel, _submitted, _received, _due, _originalDue, _finished, _returned,
        _refused, _status, _supplements, _supplementAt, _receiving, _competent, _submitter, _authorised, _owner, _synchronised, _verified, _paper, _digitised,
        _eResult, _fee, _paid, _updated, _deleted, _secret;

    private readonly DossierAhead _ahead;
    private readonly int[] _places;
    private Dossier _dossier;

    public DossierRowParser(ExportContext context, ColumnMap columns, DossierSink sink)
        : base(context, columns)
    {
        (_context, _sink) = (context, sink);
        var (shared, source) = (context.Vocabulary, context.Source);
        _statuses = Wordings<DossierStatus>.From("status", shared, source, v => (DossierStatus)int.Parse(v, CultureInfo.InvariantCulture));
        _channels = Wordings<ChannelWord>.From("channel", shared, source, v => Enum.Parse<ChannelWord>(v, ignoreCase: true));
        _levels = Wordings<ServiceLevel>.From("serviceLevel", shared, source, v => Enum.Parse<ServiceLevel>(v, ignoreCase: true));
        _answers = Wordings<Answer>.From("answer", shared, source, v => Enum.Parse<Answer>(v, ignoreCase: true));
        _secrecy = Secrecy.Wordings(context);
        _units = new(context.Units);
        _lastChange = context.Successions?.LastChange(context.ExportDate) ?? DateOnly.MinValue;
        _fields = new(context.Lists[FieldList]);
        _code = columns[DossierColumns.DossierCode];
        _procedure = columns[DossierColumns.ProcedureCode];
        _field = columns[DossierColumns.Field];
        _level = columns[DossierColumns.ServiceLevel];
        _channel = columns[DossierColumns.Channel];
        _submitted = columns[DossierColumns.SubmittedAt];
        _received = columns[DossierColumns.ReceivedAt];
        _due = columns[DossierColumns.DueAt];
        _originalDue = columns[DossierColumns.OriginalDueAt];
        _finished = columns[DossierColumns.FinishedAt];
        _returned = columns[DossierColumns.ReturnedAt];
        _refused = columns[DossierColumns.RefusedAt];
        _status = columns[DossierColumns.Status];
        _supplements = columns[DossierColumns.SupplementCount];
        _supplementAt = columns[DossierColumns.SupplementAt];
        _receiving = columns[DossierColumns.ReceivingUnit];
        _competent = columns[DossierColumns.CompetentUnit];
        _submitter = context.Identities is null ? -1 : columns[DossierColumns.SubmitterRef];
        _authorised = columns[DossierColumns.Authorised];
        _owner = columns[DossierColumns.OwnerFiled];
        _synchronised = columns[DossierColumns.Synchronised];
        _verified = columns[DossierColumns.AccountVerified];
        _paper = columns[DossierColumns.PaperParts];
        _digitised = columns[DossierColumns.DigitisedParts];
        _eResult = columns[DossierColumns.ElectronicResult];
        _fee = columns[DossierColumns.FeeDue];
        _paid = columns[DossierColumns.PaidOnline];
        _updated = columns[DossierColumns.UpdatedAt];
        _deleted = columns[DossierColumns.DeletedAt];
        _secret = columns[DossierColumns.Secrecy];
        int[] moments = [_submitted, _received, _due, _originalDue, _finished, _returned, _refused, _supplementAt, _updated, _deleted];
        _ahead = new(context.Organisations, _code, [.. moments.Where(m => m >= 0).Distinct()]);
        _places = [.. Enumerable.Range(0, columns.Count).Select(_ahead.PlaceOf)];
    }

    public override IRowAhead Ahead => _ahead;

    public override bool HasUsualKey(HeadedTable row) => DossierAhead.HasCode(row.Numbers);

    public override IReadOnlyList<int> KeyColumns => [_code];

    public override IReadOnlyList<int> HiddenColumns => [Columns[DossierColumns.SubmitterRef]];

    public override string Key => _dossier.Code.IsEmpty ? string.Empty : Shown(_code, _dossier.Code.ToString());

    protected override CellKind KindOf(int ordinal) =>
        ordinal == _code || ordinal == _procedure ? CellKind.Code : ordinal == _receiving || ordinal == _competent ? CellKind.Unit : CellKind.Plain;

    protected override RowOutcome Parse(int rowNumber)
    {
        RefuseSecret(_secret, _secrecy, _context, rowNumber);
        ref var d = ref _dossier;
        d = default;
        (d.Row, d.CompetentUnitId) = (rowNumber, string.Empty);
        var ahead = Row.Numbers;
        d.Code = DossierAhead.HasCode(ahead) ? DossierAhead.CodeOf(ahead) : ReadCode();
        d.ProcedureCode = ReadProcedure();
        d.Field = ReadField();
        d.Level = Word(_level, _levels, ErrorCatalogue.RowUnknownLevel);
        d.Channel = ReadChannel(d.Level);
        d.Status = ReadStatus();
        d.Submitted = Date(_submitted, ahead);
        d.Received = Date(_received, ahead);
        NoteCode(d.Received, ahead, rowNumber);
        d.Due = Date(_due, ahead, canBeAhead: true);
        d.OriginalDue = Date(_originalDue, ahead, canBeAhead: true);
        d.Finished = Date(_finished, ahead);
        d.Returned = Date(_returned, ahead);
        d.RefusedAt = Date(_refused, ahead);
        d.SupplementRequestedAt = Date(_supplementAt, ahead);
        d.Updated = Date(_updated, ahead);
        d.Deleted = Date(_deleted, ahead, canBeAhead: true);
        d.SupplementCount = (byte?)Small(_supplements, byte.MaxValue - 1);
        d.Authorised = Word(_authorised, _answers, ErrorCatalogue.RowBadAnswer);
        d.OwnerFiled = Word(_owner, _answers, ErrorCatalogue.RowBadAnswer);
        d.Synchronised = Word(_synchronised, _answers, ErrorCatalogue.RowBadAnswer);
        d.AccountVerified = Word(_verified, _answers, ErrorCatalogue.RowBadAnswer);
        d.ElectronicResult = Word(_eResult, _answers, ErrorCatalogue.RowBadAnswer);
        d.FeeDue = Word(_fee, _answers, ErrorCatalogue.RowBadAnswer);
        d.PaidOnline = Word(_paid, _answers, ErrorCatalogue.RowBadAnswer);
        d.PaperParts = Small(_paper, short.MaxValue);
        d.DigitisedParts = Small(_digitised, short.MaxValue);
        ReadUnits(ref d);
        TakeReturnForEnd(ref d);
        CheckTimes(in d);
        if (Errors.Count > 0)
        {
            return RowOutcome.Rejected;
        }

        d.SubmitterHash = _submitter < 0 ? UInt128.Zero : _context.Identities!.Hash(Cell(_submitter), d.Received);
        NoteDays(in d);
        Notes.Shape.Dossier(d.Status.IsReceived(), d.Channel.IsOnline(), !Cell(_channel).IsEmpty);
        _sink(in d);
        return RowOutcome.Accepted;
    }

    private DossierCode ReadCode()
    {
        var text = Cell(_code);
        if (text.IsEmpty)
        {
            Wrong(ErrorCatalogue.RowMissingValue, _code, text);
        }
        else if (CodeText.TryParseUsual(text, out var usual))
        {
            return _context.Organisations.National(usual);
        }
        else if (CodeText.HoldsNumberOfPerson(text))
        {
            Wrong(ErrorCatalogue.RowPersonal, _code, text);
        }
        else if (CodeText.IsMostlyLetters(text) || (Row.IsNumber(_code) && !CodeText.IsWholeNumber(text)))
        {
            Wrong(ErrorCatalogue.RowBadCode, _code, text); // a workbook keeps fifteen digits of a number, and no zeros at its ends
        }
        else if (text.Length <= LongestText && CodeText.TryParse(text, out var code, out var plain))
        {
            if (plain is not null)
            {
                Repaired(CodeText.IsOnlyClosedUp(text, plain) ? RepairRule.CodeBlanks : RepairRule.CodeLetters, _code, text, plain);
            }

            return _context.Organisations.National(code);
        }
        else
        {
            Wrong(ErrorCatalogue.RowBadCode, _code, text);
        }

        return default;
    }

    private void NoteDays(in Dossier d)
    {
        if (d.Received.HasValue)
        {
            Notes.Days.Add(d.Received.DayNumber);
        }
        else
        {
            Notes.Days.AddUndated(_context.ExportDate.DayNumber);
        }

        var latest = d.Finished > d.Updated ? d.Finished : d.Updated;
        latest = d.RefusedAt > latest ? d.RefusedAt : latest;
        if (latest.HasValue)
        {
            Notes.Days.Note(latest.DayNumber);
        }
    }

    private DossierStatus ReadStatus()
    {
        var text = Cell(_status);
        if (text.IsEmpty)
        {
            Wrong(ErrorCatalogue.RowMissingValue, _status, text);
            return default;
        }

        return Word(_status, _statuses, ErrorCatalogue.RowUnknownStatus);
    }

    // An empty channel is in person by the rule of QĐ 766/QĐ-TTg; never online.
    private Channel ReadChannel(ServiceLevel level) => Word(_channel, _channels, ErrorCatalogue.RowUnknownChannel) switch
    {
        ChannelWord.Postal => Channel.Postal,
        ChannelWord.Online => Channels.OnlineFor(level),
        ChannelWord.OnlineFull => Channel.OnlineFull,
        ChannelWord.OnlinePartial => Channel.OnlinePartial,
        ChannelWord.OnlineOther => Channel.OnlineOther,
        _ => Channel.InPerson,
    };

    private T Word<T>(int ordinal, Wordings<T> wordings, ErrorEntry unknown)
        where T : struct
    {
        var text = Cell(ordinal);
        if (text.IsEmpty)
        {
            return default;
        }

        if (wordings.TryFind(text, out var value))
        {
            return value;
        }

        if (LegacyVietnamese.RepairMisread(text) is { } decoded && wordings.TryFind(decoded, out value))
        {
            Repaired(RepairRule.MisreadText, ordinal, text, decoded);
            return value;
        }

        Wrong(unknown, ordinal, text);
        return default;
    }

    /// <summary>The field by its name in the closed list; what is not there is counted with all that is not.</summary>
    private string ReadField()
    {
        var text = Cell(_field);
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        if (_fields.Known(text) is { } known)
        {
            return known;
        }

        if (text.Length > LongestText)
        {
            Wrong(ErrorCatalogue.RowTooLong, _field, text, LongestText);
            return string.Empty;
        }

        if (UnicodeText.IsBroken(text))
        {
            Wrong(ErrorCatalogue.RowBrokenText, _field, text);
            return string.Empty;
        }

        if (_fields.Find(text) is { } name)
        {
            return name;
        }

        if (LegacyVietnamese.RepairMisread(text) is { } decoded && _fields.Find(decoded) is { } meant)
        {
            Repaired(RepairRule.MisreadText, _field, text, meant);
            return meant;
        }

        Notes.Unlisted.Note(Columns.HeadingAt(_field), text);
        return Folding.Fold(text).Length == 0 ? string.Empty : NameList.NotListed;
    }

    private LocalTimestamp Date(int ordinal, ReadOnlySpan<int> ahead, bool canBeAhead = false)
    {
        if (ordinal < 0)
        {
            return default;
        }

        if (!ahead.IsEmpty && DossierAhead.MomentOf(ahead, _places[ordinal]) is var (raw, order) && raw != DossierAhead.Unread)
        {
            var read = LocalTimestamp.FromRaw(raw);
            if (read.HasValue)
            {
                Note(ordinal, read, order, canBeAhead);
            }

            return read;
        }

        if (!TryMoment(ordinal, out var moment, canBeAhead))
        {
            Wrong(ErrorCatalogue.RowBadDate, ordinal, Cell(ordinal));
        }

        return moment;
    }

    /// <summary>Takes in the day of receipt beside the one in the code.</summary>
    private void NoteCode(LocalTimestamp received, ReadOnlySpan<int> ahead, int rowNumber)
    {
        if (_received < 0)
        {
            return;
        }

        var (order, day) = (OrderOf(_received), ahead.IsEmpty ? DateOrder.DayOfCode(Cell(_code)) : DossierAhead.DayOf(ahead));
        var (raw, told) = ahead.IsEmpty ? default : DossierAhead.MomentOf(ahead, _places[_received]);
        if (!received.HasValue || raw != received.Raw || !order.NoteUsualCode(day, received.DayNumber, told))
        {
            order.NoteCode(day, Cell(_received), rowNumber);
        }
    }

    private short? Small(int ordinal, int most)
    {
        var text = Cell(ordinal);
        if (text.IsEmpty)
        {
            return null;
        }

        if (!TryCount(ordinal, out var value) || value > most)
        {
            Wrong(ErrorCatalogue.RowBadNumber, ordinal, text);
            return null;
        }

        return (short)value;
    }

    private void ReadUnits(ref Dossier d)
    {
        var day = Happened(d.Received) ?? Happened(d.Submitted) ?? _context.ExportDate;
        var text = Cell(_receiving);
        if (text.IsEmpty)
        {
            d.ReceivingUnitId = _context.Source.DefaultUnit ?? string.Empty;
            if (_context.Source.DefaultUnit is null)
            {
                Wrong(ErrorCatalogue.RowMissingValue, _receiving, text);
            }
        }
        else if (_units.Find(text, day) is { } unit)
        {
            ReadReused(ref d, text, day, unit);
        }
        else if (LegacyVietnamese.RepairMisread(text) is { } decoded && _units.Find(decoded, day) is { } meant)
        {
            d.ReceivingUnitId = meant.Id;
            Repaired(RepairRule.MisreadText, _receiving, text, decoded);
        }
        else if (!d.Received.HasValue && _units.Find(text, _context.ExportDate) is { } standing)
        {
            d.ReceivingUnitId = standing.Id; // filed before a merger and not received since: it waits at the unit of today
        }
        else if (UnitAtReceipt(text, day, d.Code) is { } then)
        {
            d.ReceivingUnitId = then.Id;
            Repaired(RepairRule.UnitAtReceipt, _receiving, text, then.NameOn(day).Name);
        }
        else
        {
            d.ReceivingUnitId = string.Empty;
            if (!LacksDay(in d) || _units.IsUnknown(text))
            {
                Wrong(ErrorCatalogue.RowUnknownUnit, _receiving, text, DayText.Print(day));
            }
        }

        // The competent unit may be one we do not report on (a ministry's): whether the dossier is non-local is then not known.
        var competent = Cell(_competent);
        d.CompetentUnitId = competent.IsEmpty ? string.Empty
            : competent.SequenceEqual(text) ? d.ReceivingUnitId
            : _units.Find(competent, day)?.Id ?? UnitAtReceipt(competent, day, default)?.Id ?? Dossier.UnknownUnit;
    }

    /// <summary>Whether the day of receipt is what is wrong with a row: of which day its unit is to be looked up is then not known.</summary>
    private bool LacksDay(in Dossier d) => Happened(d.Received) is null && (!Cell(_received).IsEmpty || d.Status.IsReceived());

    /// <summary>The day of a moment that can have been; a typing mistake in a year is no other day of the unit.</summary>
    private DateOnly? Happened(LocalTimestamp moment) =>
        moment.HasValue && PlausibleDays.CanHaveHappened(moment.DayNumber, _context.ExportDate) ? moment.Day : null;

    /// <summary>
    /// A code or name that another unit has since a merger may mean either, once the system was moved: then the dossier's own code decides. One
    /// whose code names another body than the unit's waits; where no unit has such an identifier, the day decides as ever.
    /// </summary>
    private void ReadReused(ref Dossier d, ReadOnlySpan<char> text, DateOnly day, Unit unit)
    {
        d.ReceivingUnitId = unit.Id;
        if (day >= _lastChange || _context.Successions is not { } successions
            || _units.Find(text, _context.ExportDate) is not { } later || later.Id == unit.Id || d.Code.IsEmpty)
        {
            return;
        }

        var named = _units.Find(d.Code.ToString().Split('-', 2)[0], day);
        if (named is not null && named.Id != unit.Id && successions.Origins(later.Id, _context.ExportDate, day).Units.Contains(named))
        {
            d.ReceivingUnitId = named.Id;
            Repaired(RepairRule.UnitAtReceipt, _receiving, text, named.NameOn(day).Name);
        }
        else if (named?.Id != unit.Id && unit.HasIdentifierOn(day))
        {
            Wrong(ErrorCatalogue.RowUnitReused, _receiving, text, DayText.Print(day));
        }
    }

    /// <summary>
    /// The unit of a day before a merger that a name of today stands for: the one that the dossier's code names, or the only one there is; null
    /// when it can be several.
    /// </summary>
    private Unit? UnitAtReceipt(ReadOnlySpan<char> text, DateOnly day, DossierCode code)
    {
        if (_context.Successions is not { } successions || _units.Find(text, _context.ExportDate) is not { } later || later.ExistsOn(day))
        {
            return null;
        }

        var (origins, hasOthers) = successions.Origins(later.Id, _context.ExportDate, day);
        var organisation = code.IsEmpty ? string.Empty : code.ToString().Split('-', 2)[0];
        return organisation.Length > 0 && _units.Find(organisation, day) is { } named && origins.Contains(named) ? named
            : origins.Count == 1 && !hasOthers ? origins[0] : null;
    }

    private void TakeReturnForEnd(ref Dossier d)
    {
        if (d.Status.IsEnded() && !d.Finished.HasValue && Cell(_finished).IsEmpty && d.Returned.HasValue)
        {
            d.Finished = d.Returned;
            Repaired(RepairRule.ReturnForEnd, _finished, string.Empty, d.Returned.ToString());
        }
    }

    private string ReadProcedure()
    {
        var text = Cell(_procedure);
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        if (_procedures.TryFind(text, out var known))
        {
            return known;
        }

        if (ProcedureText.MadeWhole(text) is { } whole)
        {
            var code = _pool.Get(whole);
            Repaired(RepairRule.ProcedureCode, _procedure, text, code);
            return code;
        }

        if (ProcedureText.IsCode(text))
        {
            var code = _pool.Get(text);
            _procedures.Keep(text, code);
            return code;
        }

        Notes.Unlisted.Note(Columns.HeadingAt(_procedure), text);
        return string.Empty; // a name or a number of a person may stand there; no dossier is wrong for it
    }

    private void CheckTimes(in Dossier d)
    {
        if (d.Status.IsReceived() && !d.Received.HasValue && Cell(_received).IsEmpty)
        {
            Wrong(ErrorCatalogue.RowMissingValue, _received, default);
        }

        var day = _context.ExportDate;
        Plausible(d.Submitted, _submitted, day, canBeAhead: false);
        Plausible(d.Received, _received, day, canBeAhead: false);
        Plausible(d.Finished, Cell(_finished).IsEmpty ? _returned : _finished, day, canBeAhead: false);
        Plausible(d.RefusedAt, _refused, day, canBeAhead: false);
        Plausible(d.Updated, _updated, day, canBeAhead: false); // one of the future would stand before every correction
        Plausible(d.Due, _due, day, canBeAhead: true);
        Plausible(d.OriginalDue, _originalDue, day, canBeAhead: true);
        Plausible(d.Deleted, _deleted, day, canBeAhead: true);
        if (d.Status.IsEnded() && !d.Finished.HasValue && Cell(_finished).IsEmpty && Cell(_returned).IsEmpty)
        {
            Wrong(ErrorCatalogue.RowEndedWithoutDate, _finished, Cell(_status));
        }

        if (d.Finished.HasValue && d.Status is (DossierStatus.Received or DossierStatus.Processing
            or DossierStatus.SupplementRequested or DossierStatus.PaymentRequested))
        {
            Wrong(ErrorCatalogue.RowPendingWithDate, _finished, Cell(_status), d.Finished.ToString());
        }

        if (Happened(d.Received) is null)
        {
            return; // nothing can be before or after it
        }

        if (d.Finished.HasValue && d.Finished < d.Received && d.Finished.DayNumber < d.Received.DayNumber)
        {
            Wrong(ErrorCatalogue.RowFinishedBeforeReceived, Cell(_finished).IsEmpty ? _returned : _finished, d.Finished.ToString(),
                DayText.Print(d.Received.Day));
        }

        if (d.Due.HasValue && d.Due < d.Received && d.Due.DayNumber < d.Received.DayNumber)
        {
            Wrong(ErrorCatalogue.RowDueBeforeReceived, _due, Cell(_due), DayText.Print(d.Received.Day));
        }
    }

    /// <summary>Channels as exports word them: most say only "online".</summary>
    private enum ChannelWord
    {
        InPerson,
        Postal,
        Online,
        OnlineFull,
        OnlinePartial,
        OnlineOther,
    }
}
