using System.Globalization;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Facts;

/// <summary>Dossiers as Parquet that Spark, Fabric and DuckDB read: plain names, texts for vocabularies, local timestamps.</summary>
public static class DossierParquet
{
    /// <summary>Writes a partition.</summary>
    public static Task<BinaryData> WriteAsync(DossierPartition partition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return Table([.. partition.Files]).WriteAsync(partition.Dossiers, cancellationToken);
    }

    /// <summary>Reads a partition.</summary>
    public static async Task<DossierPartition> ReadAsync(BinaryData parquet, CancellationToken cancellationToken)
    {
        var files = new List<ExportFile>();
        var rows = await Table(files).ReadAsync(parquet, cancellationToken).ConfigureAwait(false);
        return new(rows, files);
    }

    private static ParquetTable<Dossier> Table(List<ExportFile> files)
    {
        // When read, the three columns of the file come one after another and the file is known with the last.
        var (source, date) = (new Queue<string>(), new Queue<DateTime>());
        var table = new ParquetTable<Dossier>()
            .OwnText("code", (in r) => r.Code.ToString(), (ref r, v) =>
            {
                r.Code = DossierCode.Parse(v);
                r.FileIndex = -1;
            })
            .Text("procedureCode", (in r) => r.ProcedureCode, (ref r, v) => r.ProcedureCode = v)
            .Text("field", (in r) => r.Field, (ref r, v) => r.Field = v)
            .Text("receivingUnitId", (in r) => r.ReceivingUnitId, (ref r, v) => r.ReceivingUnitId = v)
            .Text("competentUnitId", (in r) => r.CompetentUnitId, (ref r, v) => r.CompetentUnitId = v)
            .Text("level", (in r) => EnumText<ServiceLevel>.Name(r.Level), (ref r, v) => r.Level = EnumText<ServiceLevel>.Value(v))
            .Text("channel", (in r) => EnumText<Channel>.Name(r.Channel), (ref r, v) => r.Channel = EnumText<Channel>.Value(v))
            .Value<int>("status", (in r) => (int)r.Status, (ref r, v) => r.Status = (DossierStatus)v);
        Moment(table, "submitted", (in r) => r.Submitted, (ref r, v) => r.Submitted = v);
        Moment(table, "received", (in r) => r.Received, (ref r, v) => r.Received = v);
        Moment(table, "due", (in r) => r.Due, (ref r, v) => r.Due = v);
        Moment(table, "originalDue", (in r) => r.OriginalDue, (ref r, v) => r.OriginalDue = v);
        Moment(table, "finished", (in r) => r.Finished, (ref r, v) => r.Finished = v);
        Moment(table, "returned", (in r) => r.Returned, (ref r, v) => r.Returned = v);
        Moment(table, "refused", (in r) => r.RefusedAt, (ref r, v) => r.RefusedAt = v);
        Moment(table, "supplementRequested", (in r) => r.SupplementRequestedAt, (ref r, v) => r.SupplementRequestedAt = v);
        Moment(table, "updated", (in r) => r.Updated, (ref r, v) => r.Updated = v);
        Moment(table, "deleted", (in r) => r.Deleted, (ref r, v) => r.Deleted = v);
        return table
            .Optional<int>(new DataField<int?>("supplementCount"), (in r) => r.SupplementCount, (ref r, v) => r.SupplementCount = (byte?)v)
            .Optional<int>(new DataField<int?>("paperParts"), (in r) => r.PaperParts, (ref r, v) => r.PaperParts = (short?)v)
            .Optional<int>(new DataField<int?>("digitisedParts"), (in r) => r.DigitisedParts, (ref r, v) => r.DigitisedParts = (short?)v)
            .Text("authorised", (in r) => EnumText<Answer>.Name(r.Authorised), (ref r, v) => r.Authorised = EnumText<Answer>.Value(v))
            .Text("accountVerified", (in r) => EnumText<Answer>.Name(r.AccountVerified), (ref r, v) => r.AccountVerified = EnumText<Answer>.Value(v))
            .Text("electronicResult", (in r) => EnumText<Answer>.Name(r.ElectronicResult), (ref r, v) => r.ElectronicResult = EnumText<Answer>.Value(v))
            .Text("feeDue", (in r) => EnumText<Answer>.Name(r.FeeDue), (ref r, v) => r.FeeDue = EnumText<Answer>.Value(v))
            .Text("paidOnline", (in r) => EnumText<Answer>.Name(r.PaidOnline), (ref r, v) => r.PaidOnline = EnumText<Answer>.Value(v))
            .Text("ownerFiled", (in r) => EnumText<Answer>.Name(r.OwnerFiled), (ref r, v) => r.OwnerFiled = EnumText<Answer>.Value(v)).Added()
            .Text("synchronised", (in r) => EnumText<Answer>.Name(r.Synchronised), (ref r, v) => r.Synchronised = EnumText<Answer>.Value(v)).Added()
            .Value<bool>("elsewhereToo", (in r) => r.ElsewhereToo, (ref r, v) => r.ElsewhereToo = v).Added()
            .OwnText("submitterHash", (in r) => Hash(r.SubmitterHash), (ref r, v) => r.SubmitterHash = Unhash(v))
            .Value<int>("row", (in r) => r.Row, (ref r, v) => r.Row = v)
            .Text("sourceId", (in r) => files[r.FileIndex].SourceId, (ref r, v) => source.Enqueue(v))
            .Field<DateTime>(
                new DateTimeDataField("exportDate", DateTimeFormat.Date, isNullable: false),
                (in r) => files[r.FileIndex].ExportDate.ToDateTime(TimeOnly.MinValue),
                (ref r, v) => date.Enqueue(v))
            .Text("fileSha256", (in r) => files[r.FileIndex].Sha256, (ref r, v) =>
            {
                var file = new ExportFile(source.Dequeue(), DateOnly.FromDateTime(date.Dequeue()), v);
                r.FileIndex = files.Count > 0 && files[^1] == file ? files.Count - 1 : files.IndexOf(file);
                if (r.FileIndex < 0)
                {
                    r.FileIndex = files.Count;
                    files.Add(file);
                }
            });
    }

    private static void Moment(ParquetTable<Dossier> table, string name, Getter<Dossier, LocalTimestamp> get, Setter<Dossier, LocalTimestamp> set) =>
        table.Optional<DateTime>(
            new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Micros, isNullable: true),
            (in r) => get(in r).ToDateTime(),
            (ref r, v) => set(ref r, v is { } moment ? LocalTimestamp.From(moment) : LocalTimestamp.None));

    private static string Hash(UInt128 hash) => hash == UInt128.Zero ? string.Empty : hash.ToString("x32", CultureInfo.InvariantCulture);

    private static UInt128 Unhash(ReadOnlySpan<char> text) =>
        text.Length == 0 ? UInt128.Zero : UInt128.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
