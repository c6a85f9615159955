using FlextMonitor.Hub.History.Runs;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Figures by tier, runs and state changes.</summary>
internal abstract class HistoryDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsTable = "__HistoryMigrations";

    private const int LongestName = 256;
    private const int LongestPart = 16;

    public DbSet<SourceRow> Sources => Set<SourceRow>();

    public DbSet<BucketRow> Buckets => Set<BucketRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<PipelineDayRow> PipelineDays => Set<PipelineDayRow>();

    public DbSet<KeptSinceRow> KeptSince => Set<KeptSinceRow>();

    public DbSet<HistoryTermRow> Terms => Set<HistoryTermRow>();

    public DbSet<StateChangeRow> StateChanges => Set<StateChangeRow>();

    /// <summary>
    /// The numbers of the runs in which a text stands, in any case, by an index of text. Null if the provider has an index for comparisons with LIKE, or the text is too
    /// short for the index.
    /// </summary>
    public virtual IQueryable<long>? RunsByText(string text) => null;

    /// <summary>The steps of which there are buckets, the finest first. Each is found by a step through the key: grouping would read all rows.</summary>
    public async Task<IReadOnlyList<int>> StoredStepsAsync(CancellationToken cancellationToken)
    {
        var steps = new List<int>();
        for (int? step = 0; step is { } last;)
        {
            step = await Buckets.AsNoTracking().Where(row => row.StepSeconds > last).OrderBy(row => row.StepSeconds).Select(row => (int?)row.StepSeconds)
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            steps.AddRange(step is { } found ? [found] : []);
        }

        return steps;
    }

    /// <summary>Whether the provider's comparisons in any case know the letters of ASCII only.</summary>
    public virtual bool FoldsAsciiOnly => false;

    /// <summary>Lets the present transaction alone write runs until it ends. On SQLite a transaction is alone anyway.</summary>
    public virtual Task LockRunsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The epoch of the term whose history is taken; null before the first. No other term can begin until the transaction ends.</summary>
    public virtual Task<long?> LockTermAsync(CancellationToken cancellationToken) =>
        Terms.AsNoTracking().Select(term => (long?)term.Epoch).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The leader's term in which <see cref="InTermAsync"/> writes; null where one process is alone.</summary>
    public long? Epoch { get; set; }

    /// <summary>Does work in a transaction, unless a newer term has begun. None can begin meanwhile.</summary>
    /// <exception cref="TermOverException">A newer term has begun. Nothing is written.</exception>
    public async Task<T> InTermAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var transaction = await Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // An earlier one: the writer of this term may be about to begin it.
            if (Epoch is not null && await LockTermAsync(cancellationToken).ConfigureAwait(false) > Epoch)
            {
                throw new TermOverException();
            }

            var result = await work().ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
    }

    /// <summary>How many bytes history takes.</summary>
    public abstract Task<long> UsedBytesAsync(CancellationToken cancellationToken);

    /// <summary>How many bytes a bucket of a tier takes on average, by a sample of them, without what is free in the pages.</summary>
    /// <param name="stepSeconds">A tier that has buckets.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public abstract Task<double> BucketBytesAsync(int stepSeconds, CancellationToken cancellationToken);

    /// <summary>Gives the room of deleted rows back to the file system, in small steps, where the provider can.</summary>
    public virtual Task GiveSpaceBackAsync(TimeProvider time, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.ApplyStoreConventions();
        configurationBuilder.Properties<DurationHistogram>().HaveConversion<DurationHistogramConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SourceRow>(source =>
        {
            source.ToTable("Sources");
            source.Property(row => row.Name).HasMaxLength(64);
            source.HasIndex(row => row.Name).IsUnique();
        });
        modelBuilder.Entity<HistoryTermRow>(term =>
        {
            term.ToTable("HistoryTerm", table => table.HasCheckConstraint("CK_HistoryTerm_OnlyRow", $"\"Id\" = {HistoryTermRow.OnlyId}"));
            term.Property(row => row.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<BucketRow>(DescribeBucket);
        modelBuilder.Entity<RunRow>(run =>
        {
            run.ToTable("Runs");
            run.Property(row => row.ExecutionId).HasMaxLength(LongestName);
            run.Property(row => row.PipelineId).HasMaxLength(LongestName);
            run.Property(row => row.PipelineName).HasMaxLength(LongestName);
            run.Property(row => row.TriggeredBy).HasMaxLength(LongestName);
            run.HasIndex(row => new { row.SourceId, row.ExecutionId }).IsUnique();
            run.HasIndex(row => new { row.SortAt, row.Id });
            run.HasIndex(row => new { row.SourceId, row.SortAt, row.Id });
            run.HasIndex(row => new { row.Status, row.SortAt, row.Id });
            run.HasIndex(row => new { row.SourceId, row.PipelineId, row.SortAt, row.Id });
            run.HasIndex(row => new { row.SourceId, row.PipelineId, row.EndedAt });
        });
        modelBuilder.Entity<KeptSinceRow>(kept =>
        {
            kept.ToTable("KeptSince");
            kept.HasKey(row => row.Part);
            kept.Property(row => row.Part).HasMaxLength(LongestPart);
        });
        modelBuilder.Entity<PipelineDayRow>(day =>
        {
            day.ToTable("PipelineDays");
            day.HasKey(row => new { row.SourceId, row.PipelineId, row.Day });
            day.Property(row => row.PipelineId).HasMaxLength(LongestName);
            day.HasIndex(row => row.Day);
        });
        modelBuilder.Entity<StateChangeRow>(change =>
        {
            change.ToTable("StateChanges");
            change.Property(row => row.Name).HasMaxLength(LongestName);
            change.HasIndex(row => new { row.SourceId, row.At });
            change.HasIndex(row => row.At);
        });
    }

    private static void DescribeBucket(EntityTypeBuilder<BucketRow> bucket)
    {
        bucket.ToTable("Buckets", table =>
        {
            table.HasCheckConstraint("CK_Buckets_AllTime", """ "LiveMs" + "DegradedMs" + "DownMs" + "UnseenMs" = "StepSeconds" * 1000 """.Trim());
            table.HasCheckConstraint("CK_Buckets_NoNegativeTime", """ "LiveMs" >= 0 AND "DegradedMs" >= 0 AND "DownMs" >= 0 AND "UnseenMs" >= 0 """.Trim());
            foreach (var gauge in BucketRow.Gauges)
            {
                table.HasCheckConstraint($"CK_Buckets_{gauge}", $"""("{gauge}_UnknownMs" = "LiveMs" + "DegradedMs") = ("{gauge}_Sum" IS NULL) AND "{gauge}_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs" """.Trim());
            }

            table.HasCheckConstraint("CK_Buckets_Executions", """("Executions_UnknownMs" = "LiveMs" + "DegradedMs") = ("Executions_Increase" IS NULL) AND "Executions_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs" """.Trim());
        });
        bucket.HasKey(row => new { row.StepSeconds, row.SourceId, row.StartSeconds });
        bucket.ComplexProperty(row => row.Cpu);
        bucket.ComplexProperty(row => row.Memory);
        bucket.ComplexProperty(row => row.Pipelines);
        bucket.ComplexProperty(row => row.Connections);
        bucket.ComplexProperty(row => row.SuccessRate);
        bucket.ComplexProperty(row => row.Delay);
        bucket.ComplexProperty(row => row.Executions);
    }
}
