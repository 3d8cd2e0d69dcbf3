using System.Text;
using Azure.Data.Tables;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Storage.Accounts;
using GovPipeline.Storage.Exports;
using GovPipeline.Storage.Facts;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Mail;
using GovPipeline.Storage.Published;
using GovPipeline.Testing;

namespace GovPipeline.Storage.Tests;

public sealed class StoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_export_appears_as_a_whole_and_without_what_was_taken_back()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var exports = pipeline.Get<ExportStore>();
        var staged = exports.Begin("s/a.csv", new(2022, 6, 14), new(2022, 6, 1), isDateCertain: true);
        await staged.WriteAsync(Encoding.UTF8.GetBytes("kept,"), None);
        staged.Mark();
        await staged.WriteAsync(new byte[9_000_000], None); // more than two blocks
        (await exports.FindAsync("s/a.csv", None)).ShouldBeNull("nobody sees half an export");
        staged.Discard();
        await staged.WriteAsync(Encoding.UTF8.GetBytes("end"), None);
        await staged.CommitAsync(None);
        var export = (await exports.FindAsync("s/a.csv", None))!;
        (export.SourceId, export.Length, export.ExportDate, export.From).ShouldBe(("s", 8, new(2022, 6, 14), new DateOnly(2022, 6, 1)));
        using var reader = new StreamReader(await exports.OpenAsync(export, None));
        (await reader.ReadToEndAsync()).ShouldBe("kept,end");
        await foreach (var listed in exports.ListAsync(None))
        {
            listed.ETag.ShouldBe(export.ETag);
        }
    }

    [Fact]
    public async Task Two_who_write_a_partition_at_the_same_time_lose_nothing()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var facts = pipeline.Get<DossierFacts>();
        var key = new PartitionKey("H53", "2206");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => facts.MergeAsync(
            key,
            new[] { new Dossier
                { Code = DossierCode.Parse($"H53-220601-000{i}"), ProcedureCode = "", Field = "", ReceivingUnitId = "u", CompetentUnitId = "" } },
            new("s", new(2022, 6, 1), $"{i}"),
            () => Task.CompletedTask,
            None)));
        (await facts.ReadAsync(key, None)).Dossiers.Length.ShouldBe(6);
        await foreach (var found in facts.PartitionsAsync(None))
        {
            found.ShouldBe(key);
        }
    }

    [Fact]
    public async Task Publishing_writes_what_differs_and_removes_what_is_gone()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var tables = pipeline.Get<PublishedTables>();
        DailyRow Row(string unit, long received) => new()
        {
            Period = "cal-2022-M06", Day = "2022-06-01", UnitId = unit, Received = received, ReceivedOnline = 0, Finished = 0, HasData = true,
        };
        var many = Enumerable.Range(0, 250).Select(i => Row($"u/{i:D3}#?", i)).ToList();
        (await tables.ReplaceAsync("daily", "cal-2022-M06", many, null, None)).ShouldBe(250);
        (await tables.ReplaceAsync("daily", "cal-2022-M06", many, null, None)).ShouldBe(0);
        many[7] = many[7] with { Received = 1000 };
        many.RemoveAt(8);
        (await tables.ReplaceAsync("daily", "cal-2022-M06", many, null, None)).ShouldBe(2);
        var read = await tables.ReadAsync<DailyRow>("daily", "cal-2022-M06", None);
        read.OrderBy(r => r.UnitId, StringComparer.Ordinal).ShouldBe(many);
    }

    [Fact]
    public async Task Rows_are_those_of_the_partition_and_unit_whatever_they_are_called_and_whatever_else_the_table_has()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var tables = pipeline.Get<PublishedTables>();
        string[] partitions = ["cal-2022-M06", "cal-2022-M0", "o'clock or not", "(a) or PartitionKey eq 'b'", "2022", "02022"];
        string[] units = ["area:tay-ninh", "area:tay-ninh-city", "u'v", "u"];
        foreach (var partition in partitions)
        {
            await tables.ReplaceAsync("daily", partition, [.. units.SelectMany(u => new[] { "2022-06-01", "2022-06-30" }.Select(d => new DailyRow
            {
                Period = partition, Day = d, UnitId = u, Received = 1, ReceivedOnline = 0, Finished = 0, HasData = true,
            }))], null, None);
        }

        foreach (var partition in partitions)
        {
            var all = await tables.ReadAsync<DailyRow>("daily", partition, None);
            all.Count.ShouldBe(units.Length * 2, partition);
            all.ShouldAllBe(r => r.Period == partition);
            (await tables.ReadAsync<DailyRow>("daily", partition, "u", None)).Count.ShouldBe(4, partition);
            (await tables.ReadWhereAsync<DailyRow>("daily", partition, nameof(DailyRow.UnitId), "u'v", None)).Count.ShouldBe(2, partition);
            foreach (var unit in units)
            {
                var own = await tables.ReadOfUnitAsync<DailyRow>("daily", partition, unit, None);
                own.Count.ShouldBe(2, unit);
                own.ShouldAllBe(r => r.UnitId == unit && r.Period == partition);
            }
        }

        (await tables.ReadEntitiesAsync("daily", null, None)).Count.ShouldBe(partitions.Length * units.Length * 2);
    }

    [Fact]
    public async Task Work_that_became_due_again_is_not_struck_off_by_who_did_the_old()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var pending = pipeline.Get<PendingWork>();
        await pending.AddAsync(PendingWork.Folds, ["000.00.13.H53/2206"], None);
        var looked = await pending.LookAsync(PendingWork.Folds, None);
        await pending.AddAsync(PendingWork.Folds, ["000.00.13.H53/2206"], None);
        (await pending.StrikeAllAsync(looked, [looked.Items[0]], None)).ShouldNotBeEmpty();
        var again = await pending.LookAsync(PendingWork.Folds, None);
        again.Items.Single().Item.ShouldBe("000.00.13.H53/2206");
        (await pending.StrikeAllAsync(again, [again.Items[0]], None)).ShouldBeEmpty();
        (await pending.ListAsync(PendingWork.Folds, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_struck_off_by_who_looked_while_a_change_was_under_way_or_of_periods_while_partitions_are_due()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var pending = pipeline.Get<PendingWork>();
        await pending.HoldAsync("exports/a", None);
        await pending.AddAsync(PendingWork.Folds, ["p"], None);
        await pending.AddAsync(PendingWork.Periods, ["nd09-2022-H1"], None);
        var folds = await pending.LookAsync(PendingWork.Folds, None);
        (await pending.StrikeAllAsync(folds, [folds.Items[0]], None)).ShouldNotBeEmpty("the change under way may not have been seen");
        await pending.ReleaseAsync("exports/a", None);
        (await pending.StrikeAllAsync(folds, [folds.Items[0]], None)).ShouldNotBeEmpty("it was looked at before the change ended");
        var periods = await pending.LookAsync(PendingWork.Periods, None);
        (await pending.StrikeAllAsync(periods, [periods.Items[0]], None)).ShouldNotBeEmpty("a partition is not counted yet");
        folds = await pending.LookAsync(PendingWork.Folds, None);
        (await pending.StrikeAllAsync(folds, [folds.Items[0]], None)).ShouldBeEmpty();
        periods = await pending.LookAsync(PendingWork.Periods, None);
        (await pending.StrikeAllAsync(periods, [periods.Items[0]], None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_that_was_dropped_and_made_again_is_empty_and_those_beside_it_keep_their_rows()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var tables = Enumerable.Range(0, 5).Select(i => pipeline.Get<PublishedAccount>().Account.Table($"beside{i}")).ToList();
        foreach (var (table, i) in tables.Select((t, i) => (t, i)))
        {
            await table.CreateAsync();
            await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = i });
        }

        await tables[1].DeleteAsync();
        (await Should.ThrowAsync<Azure.RequestFailedException>(() => ValueAsync(tables[1]))).Status.ShouldBe(404);
        await tables[1].CreateAsync();
        (await Should.ThrowAsync<Azure.RequestFailedException>(() => ValueAsync(tables[1]))).ErrorCode.ShouldBe("ResourceNotFound");
        foreach (var i in new[] { 0, 2, 3, 4 })
        {
            (await ValueAsync(tables[i])).ShouldBe(i);
        }

        static async Task<int> ValueAsync(TableClient table) => (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Value")!.Value;
    }

    [Fact]
    public async Task Rows_that_another_writer_changed_meanwhile_are_not_written_over()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var tables = pipeline.Get<PublishedTables>();
        DailyRow Row(long received) => new()
        {
            Period = "cal-2022-M06", Day = "2022-06-01", UnitId = "u", Received = received, ReceivedOnline = 0, Finished = 0, HasData = true,
        };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await tables.ReplaceAsync("daily", "cal-2022-M06", [Row(i)], null, None);
            }
            catch (PipelineException e)
            {
                e.Code.ShouldBe("GP402");
            }
        }));
        (await tables.ReadAsync<DailyRow>("daily", "cal-2022-M06", None)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("u|all")]
    [InlineData("////////")]
    [InlineData("\uD83D\uDE00 \uD83D \uFFFE \uFFFF \u0001 %")]
    public void Any_text_is_a_key_and_different_texts_give_different_keys(string text)
    {
        foreach (var key in new[] { text, text + text, new string('/', 700) + text, new string('x', 1500) + text })
        {
            var escaped = TableKeys.Escape(key);
            escaped.Length.ShouldBeLessThanOrEqualTo(400);
            escaped.ShouldNotContain('/');
            escaped.ShouldNotBe(TableKeys.Escape(key + "x"));
        }
    }

    [Fact]
    public async Task A_mail_is_added_once_and_claimed_by_one_until_the_claim_runs_out()
    {
        await using var pipeline = await TestPipeline.StartAsync();
        var outbox = pipeline.Get<Outbox>();
        var now = pipeline.Time.GetUtcNow();
        OutboxRecord Mail() => new() { RowKey = "m", Recipient = "a@b.c", MessageId = "m@x", CreatedAt = now, NextTryAt = now, LeaseUntil = now };
        (await outbox.AddAsync(Mail(), new("t", "h", [], [], string.Empty, [], []), None)).ShouldBeTrue();
        (await outbox.AddAsync(Mail(), new("t", "h", [], [], string.Empty, [], []), None)).ShouldBeFalse();
        var claims = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => outbox.ClaimAsync("m", now, None)));
        claims.Count(c => c is not null).ShouldBe(1);
        (await outbox.ClaimAsync("m", now.AddMinutes(4), None)).ShouldBeNull();
        var later = await outbox.ClaimAsync("m", now.AddMinutes(6), None); // its sender died
        later!.Attempts.ShouldBe(2);
        later.State = OutboxStates.Sent;
        await outbox.SaveAsync(later, None);
        (await outbox.ClaimAsync("m", now.AddDays(1), None)).ShouldBeNull("what is sent is sent");
    }

    [Theory]
    [InlineData(null, null, "", false)]
    [InlineData("UseDevelopmentStorage=true", "name", "", false)]
    [InlineData(null, "name", "ABC", false)]
    [InlineData(null, "name", "abc1", true)]
    public void An_account_is_a_connection_string_or_a_name(string? connection, string? name, string prefix, bool isFine) =>
        (new StorageOptions { ConnectionString = connection, AccountName = name, Prefix = prefix }.Problem("Work") is null).ShouldBe(isFine);

    [Fact]
    public void Keys_keep_different_texts_apart_and_table_names_are_lower_case()
    {
        string[] texts = ["a/b", "a\\b", "a#b", "a?b", "a%b", "a%002Fb", "ab"];
        texts.Select(TableKeys.Escape).Distinct().Count().ShouldBe(texts.Length);
        string.Concat(texts.Select(TableKeys.Escape)).ShouldNotContain("/");
        string.Concat(texts.Select(TableKeys.Escape)).ShouldNotContain("#");
        StorageNames.PublishedTables.Concat(StorageNames.WorkTables).ShouldAllBe(t => t.All(char.IsAsciiLetterLower) && t.Length >= 3);
    }
}
