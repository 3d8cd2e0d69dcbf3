using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Storage.Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Counts;

/// <summary>A daily count with what it came from, so that it is replaced and never added twice.</summary>
internal record struct LabelledCount
{
    /// <summary>In a file of an organisation's year, the month of the partition; in a file of a half-month, the file of the organisation's year.</summary>
    public string Label { get; set; }

    public DailyCount Count { get; set; }

    /// <summary>The columns.</summary>
    /// <param name="label">What the label is called.</param>
    public static ParquetTable<LabelledCount> Table(string label) => new ParquetTable<LabelledCount>()
        .Text(label, (in r) => r.Label, (ref r, v) => r.Label = v)
        .Text("unitId", (in r) => r.Count.Key.UnitId, (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { UnitId = v } })
        .Text("field", (in r) => r.Count.Key.Field, (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Field = v } })
        .Text(
            "procedure",
            (in r) => r.Count.Key.Procedure,
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Procedure = v } })
        .Text(
            "channel",
            (in r) => EnumText<Channel>.Name(r.Count.Key.Channel),
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Channel = EnumText<Channel>.Value(v) } })
        .Text(
            "level",
            (in r) => EnumText<ServiceLevel>.Name(r.Count.Key.Level),
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { Level = EnumText<ServiceLevel>.Value(v) } })
        .Text(
            "nonLocal",
            (in r) => EnumText<Answer>.Name(r.Count.Key.NonLocal),
            (ref r, v) => r.Count = r.Count with { Key = r.Count.Key with { NonLocal = EnumText<Answer>.Value(v) } })
        .Text(
            "event",
            (in r) => EnumText<DossierEvent>.Name(r.Count.Event),
            (ref r, v) => r.Count = r.Count with { Event = EnumText<DossierEvent>.Value(v) })
        .Field<DateTime>(
            new DateTimeDataField("day", DateTimeFormat.Date, isNullable: false),
            (in r) => DateOnly.FromDayNumber(r.Count.Day).ToDateTime(TimeOnly.MinValue),
            (ref r, v) => r.Count = r.Count with { Day = DateOnly.FromDateTime(v).DayNumber })
        .Value<int>("count", (in r) => r.Count.Count, (ref r, v) => r.Count = r.Count with { Count = v });
}
