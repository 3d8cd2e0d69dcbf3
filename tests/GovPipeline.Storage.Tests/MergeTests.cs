using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;
using GovPipeline.Storage.Facts;

namespace GovPipeline.Storage.Tests;

/// <summary>Promises 2 and 3: a file that comes again, or in another order, changes nothing.</summary>
public sealed class MergeTests
{
    [Property(MaxTest = 300)]
    public Property Files_in_any_order_and_any_number_of_times_give_the_same_facts() =>
        Prop.ForAll(Files().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (files, seed) =>
    {
        var straight = Fold(files);
        var shuffled = files.Concat(files).ToArray();
        new Random(seed).Shuffle(shuffled);
        return Text(straight) == Text(Fold(shuffled));
    });

    [Property(MaxTest = 200)]
    public Property Each_row_of_a_file_stands_or_is_superseded() => Prop.ForAll(Files().ToArbitrary(), files =>
    {
        var partition = DossierPartition.Empty;
        foreach (var (file, rows) in files)
        {
            var result = DossierMerge.Merge(partition, rows.ToArray(), file);
            partition = result.Partition;
            if (result.InFacts + result.Superseded != rows.Length
                || partition.Dossiers.Count(d => partition.Files[d.FileIndex] == file) != result.InFacts)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void An_unchanged_row_that_comes_again_changes_no_figure_but_is_remembered_as_seen()
    {
        var first = DossierMerge.Merge(DossierPartition.Empty, new[] { Row("A", 1, "x") }, File(1));
        var again = DossierMerge.Merge(first.Partition, new[] { Row("A", 1, "x") }, File(2));
        (again.Changed, again.FiguresChanged).ShouldBe((true, false));
        var same = DossierMerge.Merge(again.Partition, new[] { Row("A", 1, "x") }, File(2));
        (same.Changed, same.InFacts, same.Superseded).ShouldBe((false, 1, 0));
        // A correction of the day between, arriving last, does not win over what was seen later.
        var late = DossierMerge.Merge(DossierMerge.Merge(first.Partition, new[] { Row("A", 1, "x") }, File(3)).Partition, new[] { Row("A", 1, "y") }, File(2));
        late.Partition.Dossiers.Single().Field.ShouldBe("x");
    }

    [Fact]
    public void The_rows_own_update_time_comes_before_the_date_of_the_file()
    {
        var newer = DossierMerge.Merge(DossierPartition.Empty, new[] { Row("A", 9, "newer") }, File(1));
        var older = DossierMerge.Merge(newer.Partition, new[] { Row("A", 3, "older") }, File(5));
        (older.Partition.Dossiers.Single().Field, older.Superseded).ShouldBe(("newer", 1));
    }

    [Property(MaxTest = 200)]
    public Property A_code_that_two_sources_told_of_is_known_by_it_and_no_other() => Prop.ForAll(Files().ToArbitrary(), files =>
    {
        var sources = files.SelectMany(f => f.Rows.Select(r => (r.Code, f.File.SourceId))).Distinct().ToLookup(t => t.Code, t => t.SourceId);
        return Fold(files).Dossiers.All(d => d.ElsewhereToo == sources[d.Code].Count() > 1);
    });

    [Property(MaxTest = 100)]
    public Property Facts_come_back_from_parquet_as_they_were() => Prop.ForAll(Files().ToArbitrary(), files =>
    {
        var partition = Fold(files);
        var parquet = DossierParquet.WriteAsync(partition, CancellationToken.None).GetAwaiter().GetResult();
        return Text(DossierParquet.ReadAsync(parquet, CancellationToken.None).GetAwaiter().GetResult()) == Text(partition);
    });

    private static DossierPartition Fold(IEnumerable<(ExportFile File, Dossier[] Rows)> files) =>
        files.Aggregate(DossierPartition.Empty, (p, f) => DossierMerge.Merge(p, f.Rows.ToArray(), f.File).Partition);

    private static string Text(DossierPartition partition) =>
        string.Join('\n', partition.Dossiers.Select(d => $"{d with { FileIndex = 0 }} {partition.Files[d.FileIndex]}"));

    private static ExportFile File(int day) =>
        new("s", new DateOnly(2022, 1, 1).AddDays(day), day.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));

    private static Gen<(ExportFile File, Dossier[] Rows)[]> Files() => (
        from source in Gen.Elements("s", "t")
        from day in Gen.Choose(0, 3)
        from hash in Gen.Choose(0, 2)
        from rows in (from code in Gen.Elements("A", "B", "C", "D")
                      from updated in Gen.Choose(0, 3)
                      from field in Gen.Elements("x", "y")
                      select Row(code, updated, field)).ArrayOf()
        select (File: new ExportFile(source, new DateOnly(2022, 1, 1).AddDays(day), $"{source}{day}{hash}"), Rows: rows)).ArrayOf()
        .Select(files => files.DistinctBy(f => f.File).Select(f => (f.File, f.Rows.Select((r, i) => r with { Row = i + 2 }).ToArray())).ToArray());

    private static Dossier Row(string code, int updated, string field) => new()
    {
        Code = DossierCode.Parse(code),
        ProcedureCode = "1.001610",
        Field = field,
        ReceivingUnitId = "u",
        CompetentUnitId = string.Empty,
        Status = DossierStatus.Processing,
        Received = LocalTimestamp.From(new DateTime(2022, 1, 1, 8, 30, 1)),
        Updated = updated == 0 ? default : LocalTimestamp.From(new DateOnly(2022, 1, updated)),
        SupplementCount = updated == 2 ? (byte)1 : null,
        PaperParts = updated == 1 ? (short)3 : null,
        SubmitterHash = (UInt128)updated << 100,
        ElectronicResult = (Answer)(updated % 3),
    };
}
