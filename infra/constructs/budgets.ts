import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

export interface BudgetsProps {
  /** The name of a budget in its account. */
  nameOf(budget: 'monthly' | 'daily'): string;
  readonly monthlyUsd: number;
  readonly stage: string;
  readonly topicArn: string;
}

type Notification = readonly [type: 'ACTUAL' | 'FORECASTED', percent: number];

/**
 * Says when the month's costs pass 80 % of the budget, or are going to pass all of it, and when a day costs half as much
 * again as the seven before it. Sees what carries the stage's tag.
 */
export class Budgets extends Construct {
  constructor(scope: Construct, id: string, { nameOf, monthlyUsd, stage, topicArn }: BudgetsProps) {
    super(scope, id);
    const budget = (
      name: string,
      data: Pick<CfnBudget.BudgetDataProperty, 'timeUnit' | 'budgetLimit' | 'autoAdjustData'>,
      notifications: readonly Notification[],
    ) =>
      new CfnBudget(this, name, {
        budget: {
          ...data,
          budgetName: nameOf(data.timeUnit === 'DAILY' ? 'daily' : 'monthly'),
          budgetType: 'COST',
          costFilters: { TagKeyValue: [`user:stage$${stage}`] },
        },
        notificationsWithSubscribers: notifications.map(([notificationType, threshold]) => ({
          notification: {
            notificationType,
            threshold,
            thresholdType: 'PERCENTAGE',
            comparisonOperator: 'GREATER_THAN',
          },
          subscribers: [{ subscriptionType: 'SNS', address: topicArn }],
        })),
      });
    budget('Budget', { timeUnit: 'MONTHLY', budgetLimit: { amount: monthlyUsd, unit: 'USD' } }, [
      ['ACTUAL', 80],
      ['FORECASTED', 100],
    ]);
    const sevenDays = {
      autoAdjustType: 'HISTORICAL',
      historicalOptions: { budgetAdjustmentPeriod: 7 },
    };
    // Of days there is no forecast (AWS Budgets, Creating a cost budget).
    budget('Day', { timeUnit: 'DAILY', autoAdjustData: sevenDays }, [['ACTUAL', 150]]);
  }
}
