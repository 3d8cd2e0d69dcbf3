using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>A dossier in a fixed number of bytes: its texts are numbers into a list that goes with it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct PackedDossier
{
    private const short NoNumber = -1;
    private const int CodeOffset = 16; // behind the hash of who filed it

    private UInt128 _submitter;
    private CodeBytes _code;
    private int _procedure, _field, _receiving, _competent;
    private int _submitted, _received, _due, _originalDue, _finished, _returned, _refused, _supplementAt, _updated, _deleted, _row;
    private short _paper, _digitised, _supplements;
    private byte _level, _channel, _status, _authorised, _verified, _electronic, _fee, _paid, _owner, _synchronised;

    public static int Size { get; } = Unsafe.SizeOf<PackedDossier>();

    public static void Pack(in Dossier d, TextNumbers texts, Span<byte> destination)
    {
        ref var p = ref MemoryMarshal.AsRef<PackedDossier>(destination);
        d.Code.CopyTo(p._code);
        p._submitter = d.SubmitterHash;
        p._procedure = texts.Number(d.ProcedureCode, 0);
        p._field = texts.Number(d.Field, 1);
        p._receiving = texts.Number(d.ReceivingUnitId, 2);
        p._competent = texts.Number(d.CompetentUnitId, 3);
        p._submitted = d.Submitted.Raw;
        p._received = d.Received.Raw;
        p._due = d.Due.Raw;
        p._originalDue = d.OriginalDue.Raw;
        p._finished = d.Finished.Raw;
        p._returned = d.Returned.Raw;
        p._refused = d.RefusedAt.Raw;
        p._supplementAt = d.SupplementRequestedAt.Raw;
        p._updated = d.Updated.Raw;
        p._deleted = d.Deleted.Raw;
        p._row = d.Row;
        p._paper = d.PaperParts ?? NoNumber;
        p._digitised = d.DigitisedParts ?? NoNumber;
        p._supplements = d.SupplementCount ?? NoNumber;
        p._level = (byte)d.Level;
        p._channel = (byte)d.Channel;
        p._status = (byte)d.Status;
        p._authorised = (byte)d.Authorised;
        p._verified = (byte)d.AccountVerified;
        p._electronic = (byte)d.ElectronicResult;
        p._fee = (byte)d.FeeDue;
        p._paid = (byte)d.PaidOnline;
        p._owner = (byte)d.OwnerFiled;
        p._synchronised = (byte)d.Synchronised;
    }

    /// <summary>The bytes of the code of a packed dossier, zeros behind it.</summary>
    public static ReadOnlySpan<byte> CodeOf(ReadOnlySpan<byte> source) => source.Slice(CodeOffset, DossierCode.MaxBytes);

    /// <summary>What of a packed dossier tells one from another under the same code: where, when and how it was received.</summary>
    public static int SubjectOf(ReadOnlySpan<byte> source)
    {
        ref readonly var p = ref MemoryMarshal.AsRef<PackedDossier>(source);
        return HashCode.Combine(p._receiving, p._channel, LocalTimestamp.FromRaw(p._received) is { HasValue: true } at ? at.DayNumber : 0);
    }

    /// <summary>The row of the file that a packed dossier came in.</summary>
    public static int RowOf(ReadOnlySpan<byte> source) => MemoryMarshal.AsRef<PackedDossier>(source)._row;

    /// <summary>The number of its receiving unit.</summary>
    public static int UnitOf(ReadOnlySpan<byte> source) => MemoryMarshal.AsRef<PackedDossier>(source)._receiving;

    public static Dossier Unpack(ReadOnlySpan<byte> source, TextNumbers texts)
    {
        ref readonly var p = ref MemoryMarshal.AsRef<PackedDossier>(source);
        return new()
        {
            Code = DossierCode.FromBytes(p._code),
            SubmitterHash = p._submitter,
            ProcedureCode = texts.Text(p._procedure),
            Field = texts.Text(p._field),
            ReceivingUnitId = texts.Text(p._receiving),
            CompetentUnitId = texts.Text(p._competent),
            Submitted = LocalTimestamp.FromRaw(p._submitted),
            Received = LocalTimestamp.FromRaw(p._received),
            Due = LocalTimestamp.FromRaw(p._due),
            OriginalDue = LocalTimestamp.FromRaw(p._originalDue),
            Finished = LocalTimestamp.FromRaw(p._finished),
            Returned = LocalTimestamp.FromRaw(p._returned),
            RefusedAt = LocalTimestamp.FromRaw(p._refused),
            SupplementRequestedAt = LocalTimestamp.FromRaw(p._supplementAt),
            Updated = LocalTimestamp.FromRaw(p._updated),
            Deleted = LocalTimestamp.FromRaw(p._deleted),
            Row = p._row,
            PaperParts = p._paper == NoNumber ? null : p._paper,
            DigitisedParts = p._digitised == NoNumber ? null : p._digitised,
            SupplementCount = p._supplements == NoNumber ? null : (byte)p._supplements,
            Level = (ServiceLevel)p._level,
            Channel = (Channel)p._channel,
            Status = (DossierStatus)p._status,
            Authorised = (Answer)p._authorised,
            AccountVerified = (Answer)p._verified,
            ElectronicResult = (Answer)p._electronic,
            FeeDue = (Answer)p._fee,
            PaidOnline = (Answer)p._paid,
            OwnerFiled = (Answer)p._owner,
            Synchronised = (Answer)p._synchronised,
        };
    }

    [InlineArray(DossierCode.MaxBytes)]
    private struct CodeBytes
    {
        private byte _first;
    }
}
