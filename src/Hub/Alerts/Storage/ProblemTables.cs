using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The tables of problems.</summary>
internal static class ProblemTables
{
    /// <summary>The longest id of this room.</summary>
    public const int LongestId = 64;

    /// <summary>The longest name: of a daemon, a person, a rule, a channel or a route.</summary>
    public const int LongestName = 256;

    /// <summary>The longest text of a change.</summary>
    public const int LongestText = 1000;

    public static void DescribeProblems(this ModelBuilder model)
    {
        model.Entity<TermRow>(term =>
        {
            term.ToTable("EvaluatorTerm", table => table.HasCheckConstraint("CK_EvaluatorTerm_OnlyRow", $"\"Id\" = {TermRow.OnlyId}"));
            term.Property(row => row.Id).ValueGeneratedNever();
            term.Property(row => row.Holder).HasMaxLength(LongestName);
        });
        model.Entity<ProblemRow>(problem =>
        {
            problem.ToTable("Problems");
            problem.Property(row => row.Id).HasMaxLength(LongestId);
            problem.Property(row => row.Source).HasMaxLength(LongestName);
            problem.Property(row => row.Kind).HasMaxLength(LongestId);
            problem.Property(row => row.RuleId).HasMaxLength(LongestId);
            problem.Property(row => row.Problem).HasJson();
            problem.HasIndex(row => new { row.OpenedAt, row.Id });
            problem.HasIndex(row => new { row.Source, row.OpenedAt, row.Id });
            problem.HasIndex(row => row.ResolvedAt);
        });
        model.Entity<ProblemChangeRow>(change =>
        {
            change.ToTable("ProblemChanges");
            change.HasKey(row => row.Number);
            change.Property(row => row.ProblemId).HasMaxLength(LongestId);
            change.Property(row => row.What).HasMaxLength(LongestId);
            change.Property(row => row.By).HasMaxLength(LongestName);
            change.Property(row => row.Text).HasMaxLength(LongestText);
            change.HasIndex(row => new { row.ProblemId, row.Number });
            change.HasOne<ProblemRow>().WithMany().HasForeignKey(row => row.ProblemId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<CommandRow>(command =>
        {
            command.ToTable("ProblemCommands");
            command.HasKey(row => row.Number);
            command.Property(row => row.ProblemId).HasMaxLength(LongestId);
            command.Property(row => row.By).HasMaxLength(LongestName);
            command.Property(row => row.Note).HasMaxLength(LongestText);
        });
    }
}
